/// The channel `webhook`: alerts as signed requests to an address of the subscriber.
///
/// The format is Standard Webhooks 1.0: an id that is the same on every attempt, the time of the
/// attempt, and signatures over id, time and body. [WebhookSender] makes one attempt and returns
/// its result. The address is untrusted: it is checked after DNS resolution, redirects are not
/// followed, a deadline covers the whole exchange, and the response text is cleaned and shortened
/// before people see it.
///
/// A secret is looked up by its name at each attempt, so that it can be corrected or rotated
/// without a restart. Its value does not leave [SigningSecret].
@NullMarked
package org.vigie.notifier.channel.webhook;

import org.jspecify.annotations.NullMarked;
