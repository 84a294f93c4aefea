package org.vigie.runtime.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Prometheus' text format as `promtool check metrics` reads it, with the complaints it would have.
///
/// @param families names after `# TYPE`
/// @param series how many samples there are
/// @param problems what is wrong, one sentence each
public record ScrapedText(Set<String> families, int series, List<String> problems) {
  private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (\\S.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (\\S+) (counter|gauge|histogram|summary|untyped)");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\]|\\\\.)*\",?)*})?"
              + " (?:NaN|[+-]Inf|[-+0-9.eE]+)");
  private static final Pattern ABBREVIATED =
      Pattern.compile(".*_(s|ms|us|ns|sec|b|kb|mb|gb)(_.*|$)");

  public static ScrapedText parse(String text) {
    Map<String, String> types = new LinkedHashMap<>();
    Set<String> helped = new LinkedHashSet<>();
    List<String> problems = new ArrayList<>();
    int series = 0;
    for (String line : text.lines().toList()) {
      Matcher help = HELP.matcher(line);
      Matcher type = TYPE.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (help.matches()) {
        helped.add(help.group(1));
      } else if (type.matches()) {
        if (types.put(type.group(1), type.group(2)) != null) {
          problems.add(type.group(1) + " has two types");
        }
      } else if (sample.matches()) {
        series++;
        if (!isTyped(sample.group(1), types)) {
          problems.add(sample.group(1) + " has no type");
        }
      } else {
        problems.add("cannot be read: " + line);
      }
    }
    types.forEach((name, type) -> check(name, type, helped, problems));
    return new ScrapedText(types.keySet(), series, problems);
  }

  private static boolean isTyped(String sample, Map<String, String> types) {
    String type = types.getOrDefault(sample.replaceAll("_(bucket|count|sum)$", ""), "");
    return types.containsKey(sample) || type.equals("histogram") || type.equals("summary");
  }

  private static void check(String name, String type, Set<String> helped, List<String> problems) {
    if (!helped.contains(name)) {
      problems.add(name + " has no help text");
    }
    if (type.equals("counter") != name.endsWith("_total")) {
      problems.add(name + " is a " + type);
    }
    if (type.equals("gauge") && name.matches(".*_(count|sum|bucket|created|info)")) {
      problems.add(name + " has a reserved suffix");
    }
    if (ABBREVIATED.matcher(name).matches()) {
      problems.add(name + " has an abbreviated unit");
    }
  }
}
