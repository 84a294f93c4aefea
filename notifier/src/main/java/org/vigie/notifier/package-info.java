@NullMarked
package org.vigie.notifier;

import org.jspecify.annotations.NullMarked;
