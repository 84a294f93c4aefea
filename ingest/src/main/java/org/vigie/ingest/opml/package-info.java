/// Lists of feeds in the form that feed readers exchange: OPML 2.0 with the additional attribute
/// `outlet`, and the bundled list.
@NullMarked
package org.vigie.ingest.opml;

import org.jspecify.annotations.NullMarked;
