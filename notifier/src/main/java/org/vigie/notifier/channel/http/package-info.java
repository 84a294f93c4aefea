/// What the channels that call servers have in common: one [ChannelHttpClient] each, with its
/// [CallSettings], whose calls end in an [ChannelAnswer] and a
/// [org.vigie.notifier.channel.SendResult].
///
/// The addresses are untrusted and often secret. They are checked after DNS resolution, redirects
/// are not followed, a deadline covers the whole exchange, and what a server says is cleaned,
/// shortened and freed from parts of its address before people see it.
@NullMarked
package org.vigie.notifier.channel.http;

import org.jspecify.annotations.NullMarked;
