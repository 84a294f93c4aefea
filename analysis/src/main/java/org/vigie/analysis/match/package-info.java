/// Subscriptions: which of them a text concerns, and why.
///
/// Ten thousand queries are not asked one by one. A query can only match a text that has certain
/// words: at least one of its [Anchor]s, chosen to be rare. A [Segment] lists the subscriptions of
/// each anchor; the words of a text lead to the few that could match, and only those are evaluated,
/// by their [Plan], on the words of the text as a [Page] holds them. [SubscriptionIndex] keeps all
/// this current while subscriptions come and go.
///
/// What is right is defined twice, independently: by [Plan], and by the same queries run by Lucene
/// over an index of one text, see [org.vigie.analysis.match.reference.ReferenceMatcher].
@NullMarked
package org.vigie.analysis.match;

import org.jspecify.annotations.NullMarked;
