/// The query language of subscriptions.
///
/// [QueryReader] turns what a person wrote into a [Query], a tree whose meaning does not depend on
/// who evaluates it, or into a refusal that names the place and a way out. [Query#print] writes a
/// tree so that reading it gives the same tree. Words are read by the rules of
/// [org.vigie.analysis.text.Reader], as texts are, so that both always meet.
///
/// From tight to loose: parentheses, `NEAR`, `NOT`, `AND` or a space, `OR`.
@NullMarked
package org.vigie.analysis.match.query;

import org.jspecify.annotations.NullMarked;
