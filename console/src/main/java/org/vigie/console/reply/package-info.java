/// How replies travel: validators, compression.
@NullMarked
package org.vigie.console.reply;

import org.jspecify.annotations.NullMarked;
