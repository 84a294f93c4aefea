/// The settings of webhooks.
@NullMarked
package org.vigie.notifier.webhook;

import org.jspecify.annotations.NullMarked;
