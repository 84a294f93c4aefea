package org.vigie.analysis;

import org.vigie.analysis.text.Text;
import org.vigie.model.Findings;
import org.vigie.model.Outlet;

/// A text, what it is about, and who published it: all that a subscription can ask for.
public record Studied(Text text, Findings findings, Outlet outlet) {}
