/// The state stores of the topology: their names, serdes, changelogs and memory limits, and the
/// global store that feeds the subscription index.
@org.jspecify.annotations.NullMarked
package org.vigie.streams.store;
