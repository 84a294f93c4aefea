/// The identity of entries: [ItemNaming] proposes item ids and aliases, [Outlets] finds the outlet
/// if none is named. No I/O.
@NullMarked
package org.vigie.ingest.item;

import org.jspecify.annotations.NullMarked;
