package org.vigie.analysis.text;

import org.vigie.model.Content;

/// A text that was read: what topics and queries look at.
///
/// @param content the text as given; every offset points into its fields
public record Text(Content content) {}
