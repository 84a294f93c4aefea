package org.vigie.analysis.topic;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Changes weights in the text of a pack line by line. A YAML writer would lose the comments and
/// the order that make the file readable.
final class PackReweighter {
  private static final Pattern SECTION = Pattern.compile("(\\S+):.*");
  private static final Pattern SIGNAL = Pattern.compile("  (\\S[^:]*):\\s*");
  private static final Pattern WEIGHT =
      Pattern.compile("(    (?:weight|title): )(-?[0-9.]+)(\\s*)");

  private PackReweighter() {}

  static String reweight(String file, String source, Map<String, Double> factors) {
    StringJoiner written = new StringJoiner("\n", "", "\n");
    Set<String> weighed = new HashSet<>();
    String section = "";
    String signal = "";
    for (String line : source.lines().toList()) {
      Matcher inSection = SECTION.matcher(line);
      Matcher inSignal = SIGNAL.matcher(line);
      Matcher weight = WEIGHT.matcher(line);
      if (inSection.matches()) {
        section = inSection.group(1);
      } else if (section.equals("signals") && inSignal.matches()) {
        signal = inSignal.group(1);
      } else if (section.equals("signals") && weight.matches() && factors.containsKey(signal)) {
        weighed.add(signal);
        line = weight.group(1) + multiply(weight.group(2), factors.getOrDefault(signal, 1.0));
      }
      written.add(line);
    }
    requireAllRewritten(file, factors, weighed);
    return written.toString();
  }

  private static String multiply(String weight, double factor) {
    double product = Math.round(Double.parseDouble(weight) * factor * 100) / 100.0;
    return String.format(Locale.ROOT, "%.2f", product);
  }

  private static void requireAllRewritten(
      String file, Map<String, Double> factors, Set<String> weighed) {
    List<String> left =
        factors.keySet().stream().filter(name -> !weighed.contains(name)).sorted().toList();
    if (!left.isEmpty()) {
      throw new YamlNode.YamlPosition(file, "signals." + left.getFirst(), 1)
          .createException("its weight must stand on a line of its own to be rewritten");
    }
  }
}
