/// Measures how well topics are found: labelled items in; precision, recall, F1 and every miss with
/// its explanation out. The entry point is [Evaluation].
@NullMarked
package org.vigie.analysis.evaluate;

import org.jspecify.annotations.NullMarked;
