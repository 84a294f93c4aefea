/// The reference: subscriptions as Lucene queries, run one by one over an index of a single text.
///
/// Slow, and made of parts that others have tested: what the fast matcher answers is compared with
/// it. Nothing else should use it.
@NullMarked
package org.vigie.analysis.match.reference;

import org.jspecify.annotations.NullMarked;
