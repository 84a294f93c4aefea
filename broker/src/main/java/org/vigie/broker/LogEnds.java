package org.vigie.broker;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the files of a broker that does not run say of the ends of its logs.
final class LogEnds {
  private static final Logger log = LoggerFactory.getLogger(LogEnds.class);

  /// Written by Kafka every five seconds and at a clean stop: the offset up to which the records of
  /// each partition were acknowledged.
  private static final String ACKNOWLEDGED = "replication-offset-checkpoint";

  /// Left by a clean stop. Where it stands, Kafka reads no log again at the next start.
  private static final String CLEAN_STOP = ".kafka_cleanshutdown";

  /// A batch begins with its first offset and the length of what follows.
  private static final int BATCH_HEADER = Long.BYTES + Integer.BYTES;

  private static final int INDEX_ENTRY = 2 * Integer.BYTES;

  private LogEnds() {}

  /// The offsets up to which records were acknowledged; none where the file cannot be read.
  static Map<TopicPartition, Long> readAcknowledged(Path storage) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    try {
      // Two lines come first: the version of the form, and the number of lines.
      for (String line :
          Files.readAllLines(storage.resolve(ACKNOWLEDGED)).stream().skip(2).toList()) {
        String[] fields = line.split(" ", -1);
        ends.put(
            new TopicPartition(fields[0], Integer.parseInt(fields[1])), Long.parseLong(fields[2]));
      }
    } catch (IOException | RuntimeException e) {
      log.info("no ends of logs are known: {}", e.toString());
    }
    return ends;
  }

  /// After a clean stop Kafka does not look whether its files are whole, and would append to half a
  /// batch, where nobody could read any further. If one is cut, lets it look at all of them.
  static void recoverIfCut(Path storage) {
    Path mark = storage.resolve(CLEAN_STOP);
    if (!Files.exists(mark)) {
      return;
    }
    try (Stream<Path> entries = Files.list(storage)) {
      List<Path> cut = entries.filter(Files::isDirectory).filter(LogEnds::isCut).toList();
      if (!cut.isEmpty()) {
        log.warn("the last file of a log is cut, all are checked: {}", cut);
        Files.delete(mark);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + storage, e);
    }
  }

  /// True if the newest segment ends within a batch.
  private static boolean isCut(Path partition) {
    try {
      Optional<Path> segment = findNewestSegment(partition);
      return segment.isPresent() && isCutSegment(segment.get());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + partition, e);
    }
  }

  private static Optional<Path> findNewestSegment(Path partition) throws IOException {
    try (Stream<Path> files = Files.list(partition)) {
      return files.filter(file -> file.toString().endsWith(".log")).max(Path::compareTo);
    }
  }

  private static boolean isCutSegment(Path segment) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
      long position = readLastPosition(segment);
      while (position < file.length()) {
        file.seek(position + Long.BYTES);
        int length = file.readInt();
        if (length <= 0) {
          return true;
        }
        position += BATCH_HEADER + length;
      }
      return position > file.length();
    } catch (EOFException e) {
      return true;
    }
  }

  /// The position of the last batch in the index; 0 without any.
  private static long readLastPosition(Path segment) throws IOException {
    Path path = Path.of(segment.toString().replaceFirst("log$", "index"));
    if (!Files.exists(path)) {
      return 0;
    }
    try (RandomAccessFile index = new RandomAccessFile(path.toFile(), "r")) {
      long entries = index.length() / INDEX_ENTRY;
      if (entries == 0) {
        return 0;
      }
      index.seek(entries * INDEX_ENTRY - Integer.BYTES);
      return index.readInt();
    }
  }
}
