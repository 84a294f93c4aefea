/// The reference implementation: subscriptions as Lucene queries, run one by one over an index of a
/// single text. Slow, and built from well-tested parts; the results of the fast matcher are
/// compared with it. Other modules see it as the test jar of this one.
@NullMarked
package org.vigie.analysis.match.reference;

import org.jspecify.annotations.NullMarked;
