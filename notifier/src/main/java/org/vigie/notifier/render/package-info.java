/// The texts of messages, in French and English.
@NullMarked
package org.vigie.notifier.render;

import org.jspecify.annotations.NullMarked;
