/// What all channels have in common: a [ChannelSender] makes one attempt to send a [Message] and
/// returns a [SendResult]. Each kind of channel is a package of its own.
@NullMarked
package org.vigie.notifier.channel;

import org.jspecify.annotations.NullMarked;
