@NullMarked
package org.vigie.wire;

import org.jspecify.annotations.NullMarked;
