/// How well topics are found: labelled items in, precision, recall, F1 and every miss with its
/// reason out. [Evaluation] is the door.
@NullMarked
package org.vigie.analysis.evaluate;

import org.jspecify.annotations.NullMarked;
