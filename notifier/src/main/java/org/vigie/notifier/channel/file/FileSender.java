package org.vigie.notifier.channel.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Channel;
import org.vigie.model.SafeText;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.Message;
import org.vigie.notifier.channel.SendResult;

/// The channel `file`: adds alerts to `<directory>/<file>-<day>.jsonl`, where the day is that of
/// writing in the zone of the reader. Thread-safe.
public final class FileSender implements ChannelSender {
  private static final int MAX_PROBLEM_LENGTH = 300;

  private final FileSettings settings;
  private final InstantSource clock;

  /// Opens nothing.
  ///
  /// @param clock gives the day
  public FileSender(FileSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return Channel.File.KIND;
  }

  @Override
  public boolean isReadByPeople() {
    return false;
  }

  @Override
  public SendResult send(Message message) throws InterruptedException {
    if (!(message.channel() instanceof Channel.File file)) {
      return new SendResult.PermanentFailure("'" + message.channel().name() + "' is no file");
    }
    Path directory = settings.directory().orElse(null);
    if (directory == null) {
      return new SendResult.NotSent(
          FileSettings.DIRECTORY.key() + " is not set: it names the directory of such files");
    }
    LocalDate day = LocalDate.ofInstant(clock.instant(), message.reader().zone());
    String name = file.file() + "-" + day + ".jsonl";
    try {
      LineAppender.append(directory, name, AlertLines.toBytes(message));
      return new SendResult.Delivered();
    } catch (IOException e) {
      return new SendResult.TemporaryFailure(
          SafeText.toLine("cannot write " + name + ": " + describe(e), MAX_PROBLEM_LENGTH), null);
    }
  }

  private static @Nullable String describe(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case FileSystemException fault when fault.getReason() != null ->
          fault.getFile() + " " + fault.getReason();
      case FileSystemException fault -> fault.getClass().getSimpleName() + " " + fault.getFile();
      default -> failure.getMessage();
    };
  }
}
