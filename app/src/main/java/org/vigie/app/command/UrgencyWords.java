package org.vigie.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.vigie.admin.UrgencyRequest;
import org.vigie.app.terminal.CliException;

/// Reads what is urgent as options name it: topics and a number of outlets, such as `ceasefire,10`.
final class UrgencyWords {
  private static final Pattern COUNT = Pattern.compile("\\d{1,3}");

  private UrgencyWords() {}

  /// Reads the words; an empty one names nothing.
  ///
  /// @throws CliException if there are two numbers, naming the option
  static UrgencyRequest parse(String option, List<String> words) {
    List<String> topics = new ArrayList<>();
    List<Integer> outlets = new ArrayList<>();
    for (String word : words) {
      String plain = word.strip();
      if (COUNT.matcher(plain).matches()) {
        outlets.add(Integer.valueOf(plain));
      } else if (!plain.isEmpty()) {
        topics.add(plain);
      }
    }
    if (outlets.size() > 1) {
      throw CliException.createUsageError(
          option + ": one number of outlets is enough, as in 'ceasefire,10'");
    }
    return new UrgencyRequest(topics, outlets.isEmpty() ? null : outlets.getFirst());
  }
}
