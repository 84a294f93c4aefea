package org.vigie.broker;

import java.util.List;

/// Records of a partition that Kafka had acknowledged and that were gone at a start.
///
/// @param topic the Kafka topic
/// @param from the offset of the first lost record
/// @param to the offset after the last lost one
/// @param readBy the consumer groups that had read them all
public record LostRecords(String topic, int partition, long from, long to, List<String> readBy) {
  /// Copies the list.
  public LostRecords {
    readBy = List.copyOf(readBy);
  }

  /// One sentence for people.
  public String describe() {
    long count = to - from;
    return "%s-%d lost %d record%s (%s): its file was cut or damaged%s"
        .formatted(
            topic,
            partition,
            count,
            count == 1 ? "" : "s",
            count == 1 ? "offset " + from : "offsets " + from + " to " + (to - 1),
            readBy.isEmpty()
                ? "; nobody had read them yet"
                : "; read before by " + String.join(", ", readBy));
  }
}
