/// Lists of feeds as readers exchange them: OPML 2.0 with the attribute `outlet` added, and the
/// list that comes with the product.
@NullMarked
package org.vigie.ingest.opml;

import org.jspecify.annotations.NullMarked;
