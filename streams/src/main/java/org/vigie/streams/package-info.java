@NullMarked
package org.vigie.streams;

import org.jspecify.annotations.NullMarked;
