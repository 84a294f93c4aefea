/// Which article an entry is of, and whose: [ItemNaming] proposes ids and aliases, [Outlets] finds
/// the outlet where nobody named it. No I/O.
@NullMarked
package org.vigie.ingest.item;

import org.jspecify.annotations.NullMarked;
