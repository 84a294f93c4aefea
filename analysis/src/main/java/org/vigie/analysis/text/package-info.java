/// Tokenizes French text once, with offsets into the original.
///
/// [Tokenizer] splits a string into [Token]s in one pass. Typographic variants give equal tokens:
/// case, kind of apostrophe, kind or absence of hyphens, composed or decomposed accents, soft
/// hyphens, HTML entities left in the text, double spaces. Elided articles (`l'`, `qu'`) are no
/// tokens. Each token has three forms, from strict to lenient: exact (lower-case, with accents),
/// folded (without accents), stem (Lucene's light French stemmer over the folded form).
///
/// [TokenizedText] holds the tokens of an item or article by [Passage]: title, summary, body.
@NullMarked
package org.vigie.analysis.text;

import org.jspecify.annotations.NullMarked;
