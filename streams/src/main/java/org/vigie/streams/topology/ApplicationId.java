package org.vigie.streams.topology;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The application ids of the topology, which end in its version. An id is also the consumer group,
/// and the prefix of the application's internal Kafka topics.
public final class ApplicationId {
  /// What all ids begin with.
  public static final String PREFIX = "vigie-streams-v";

  /// The earliest version whose work can be continued. Version 1 was that of Vigie 0.1.
  public static final int FIRST_VERSION = 2;

  private static final Pattern FORM = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{1,6})");

  private ApplicationId() {}

  /// The id of a topology version.
  public static String of(int version) {
    return PREFIX + version;
  }

  /// The version at the end of an id; empty if the id does not belong to this application.
  public static OptionalInt parseVersion(String applicationId) {
    Matcher id = FORM.matcher(applicationId);
    return id.matches() ? OptionalInt.of(Integer.parseInt(id.group(1))) : OptionalInt.empty();
  }
}
