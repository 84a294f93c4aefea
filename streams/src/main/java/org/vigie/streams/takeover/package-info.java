/// How a new topology version starts where its predecessor stopped: it copies the committed offsets
/// and fills its stores, before its first record.
@org.jspecify.annotations.NullMarked
package org.vigie.streams.takeover;
