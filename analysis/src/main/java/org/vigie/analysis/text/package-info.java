/// French text, read once: words with their offsets into the original.
///
/// [Reader] turns a string into [Token]s in one pass. Nothing that a typist or a typesetter may
/// choose makes a difference to them: case, which apostrophe, which hyphen or none, composed or
/// decomposed accents, soft hyphens, HTML entities left in the text, double spaces. Elided articles
/// (`l'`, `qu'`) are no words of their own. Each token has three forms, from strict to lenient:
/// exact (lower-case, accents kept), folded (without accents), stem (Lucene's light French stemmer
/// over the folded form).
///
/// [Text] holds the tokens of a whole item or article by [Passage]: title, summary, body.
@NullMarked
package org.vigie.analysis.text;

import org.jspecify.annotations.NullMarked;
