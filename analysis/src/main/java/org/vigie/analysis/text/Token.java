package org.vigie.analysis.text;

/// A word of a text.
///
/// @param exact lower-case, accents composed, soft hyphens gone
/// @param folded the exact form without accents; acronyms without their dots
/// @param stem the folded form without its inflection
/// @param start offset of the first UTF-16 unit in the field as given
/// @param end offset after the last UTF-16 unit
/// @param sentence number of the sentence within its passage, from 0
public record Token(String exact, String folded, String stem, int start, int end, int sentence) {}
