/// The query language of subscriptions.
///
/// [QueryParser] parses a written query into a [Query], a tree whose meaning does not depend on its
/// evaluation, or into an error with position and suggestion. [Query#toQueryText] writes a tree so
/// that parsing it gives an equal tree. Words of queries are tokenized by
/// [org.vigie.analysis.text.Tokenizer], as texts are, so that both yield the same forms.
///
/// Precedence from high to low: parentheses, `NEAR`, `NOT`, `AND` or a space, `OR`.
@NullMarked
package org.vigie.analysis.match.query;

import org.jspecify.annotations.NullMarked;
