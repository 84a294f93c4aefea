/// Matches texts against subscriptions and explains the matches.
///
/// Evaluating ten thousand queries one by one would be too slow. A query can only match a text that
/// contains one of its required terms ([RequiredTerm]s), chosen to be rare. An [IndexSegment]
/// maps each required term to its subscriptions; the words of a text select the few subscriptions
/// that could match, and only their [QueryPlan]s are evaluated, on the [IndexedText] of the text.
/// [SubscriptionIndex] keeps the index current while subscriptions change.
///
/// The semantics are defined twice, independently: by [QueryPlan], and in the tests by the same
/// queries run by Lucene over an index of one text, see `ReferenceMatcher`.
@NullMarked
package org.vigie.analysis.match;

import org.jspecify.annotations.NullMarked;
