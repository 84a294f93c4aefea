/// The channel `file`: alerts as JSON Lines for programs on the machine of the notifier, in files
/// by day. [FileSender] writes what a message carries, [LineAppender] adds it to a file whole.
@NullMarked
package org.vigie.notifier.channel.file;

import org.jspecify.annotations.NullMarked;
