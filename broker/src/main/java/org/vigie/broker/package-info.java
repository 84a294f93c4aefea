@NullMarked
package org.vigie.broker;

import org.jspecify.annotations.NullMarked;
