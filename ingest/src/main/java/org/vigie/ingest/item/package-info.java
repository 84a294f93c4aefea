/// The identity of entries: [ItemIdProposer] proposes item ids and aliases, [OutletResolver] finds
/// the outlet if none is named. No I/O.
@NullMarked
package org.vigie.ingest.item;

import org.jspecify.annotations.NullMarked;
