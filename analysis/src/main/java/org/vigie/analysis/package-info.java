@NullMarked
package org.vigie.analysis;

import org.jspecify.annotations.NullMarked;
