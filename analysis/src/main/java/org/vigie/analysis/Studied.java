package org.vigie.analysis;

import org.vigie.analysis.text.Text;
import org.vigie.model.Findings;
import org.vigie.model.Outlet;

/// A tokenized text, its findings and its outlet: everything that a subscription can ask for.
public record Studied(Text text, Findings findings, Outlet outlet) {}
