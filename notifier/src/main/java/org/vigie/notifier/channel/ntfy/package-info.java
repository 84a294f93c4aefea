/// The channel `ntfy`: notifications on phones, by a topic of an [ntfy](https://ntfy.sh) server.
/// [NtfySender] makes one attempt, [NtfyBody] writes what it sends.
@NullMarked
package org.vigie.notifier.channel.ntfy;

import org.jspecify.annotations.NullMarked;
