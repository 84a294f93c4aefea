/// Messages for channels with little room: those of phones and chats. A [BriefMessage] has as many
/// stories as fit, and says how many it leaves out; the parts of a [BriefStory] have a maximum
/// length. All of it is plain text, which each channel escapes for its form.
@NullMarked
package org.vigie.notifier.channel.brief;

import org.jspecify.annotations.NullMarked;
