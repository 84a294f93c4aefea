/// The channel `webhook`: alerts as signed requests to an address of the subscriber.
///
/// The form is Standard Webhooks 1.0: an id that is the same on every attempt, the time of the
/// attempt, and signatures over id, time and body. [WebhookSender] makes one attempt and says what
/// came of it. The address is hostile: it is judged after the DNS, never redirected, given a
/// deadline for the whole exchange, and what it answers reaches people cleaned and shortened.
///
/// A secret is looked up by its name at each attempt, so that it can be mended or rotated without
/// a restart. Its value never leaves [SigningSecret].
@NullMarked
package org.vigie.notifier.webhook;

import org.jspecify.annotations.NullMarked;
