/// French text, read once: tokens with their offsets into the original.
@NullMarked
package org.vigie.analysis.text;

import org.jspecify.annotations.NullMarked;
