@NullMarked
package org.vigie.model;

import org.jspecify.annotations.NullMarked;
