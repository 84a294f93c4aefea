/// The channel `console`: the terminal of the notifier.
@NullMarked
package org.vigie.notifier.channel.console;

import org.jspecify.annotations.NullMarked;
