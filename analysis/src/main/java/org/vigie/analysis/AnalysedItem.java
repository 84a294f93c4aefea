package org.vigie.analysis;

import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Classification;
import org.vigie.model.Outlet;

/// A tokenized text, its findings and its outlet: everything that a subscription can ask for.
public record AnalysedItem(TokenizedText text, Classification findings, Outlet outlet) {}
