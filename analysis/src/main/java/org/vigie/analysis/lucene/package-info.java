/// Texts as Lucene documents and queries as Lucene queries, with the words and forms of
/// `org.vigie.analysis.text` and the meaning of `org.vigie.analysis.match.query`: what a search in
/// a
/// Lucene index finds is what a subscription with the same query matches.
@NullMarked
package org.vigie.analysis.lucene;

import org.jspecify.annotations.NullMarked;
