package org.vigie.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.settings.VigieSettings;
import org.vigie.wire.KafkaConnection;

/// `docs/metrics.md` names the metrics that there are, with their types and labels.
class MetricsDocumentTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `(vigie_\\w+)` \\| (\\w+) \\| ([^|]*)\\| .*");
  private static final Pattern TYPE = Pattern.compile("# TYPE (vigie_\\w+) (\\w+)");
  private static final Pattern SAMPLE = Pattern.compile("(vigie_\\w+)(?:\\{(.*)})? .*");

  @TempDir Path directory;

  @Test
  void documentsEveryMetricAndNoOther() throws IOException {
    assertThat(documented()).isEqualTo(registered());
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/metrics.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Set<String> labels =
            Arrays.stream(row.group(3).replace("`", "").split(","))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        rows.put(row.group(1), row.group(2) + " " + labels);
      }
    }
    return rows;
  }

  private Map<String, String> registered() {
    Map<String, String> types = new TreeMap<>();
    Map<String, Set<String>> labels = new TreeMap<>();
    scrape()
        .lines()
        .forEach(
            line -> {
              Matcher type = TYPE.matcher(line);
              Matcher sample = SAMPLE.matcher(line);
              if (type.matches()) {
                types.put(type.group(1), type.group(2));
              } else if (sample.matches()) {
                labels
                    .computeIfAbsent(sample.group(1), any -> new TreeSet<>())
                    .addAll(labelNames(sample.group(2)));
              }
            });
    types.replaceAll((name, type) -> type + " " + labels.getOrDefault(name, Set.of()));
    return types;
  }

  private static List<String> labelNames(String labels) {
    return labels == null
        ? List.of()
        : Pattern.compile("(\\w+)=\"").matcher(labels).results().map(one -> one.group(1)).toList();
  }

  private String scrape() {
    RoleSettings settings =
        RoleSettings.createForCluster(
            VigieSettings.read(null, Map.of("VIGIE_MANAGEMENT_ADDRESS", "off")), directory);
    RoleParts parts =
        new RoleParts(
            TopicPacks.bundled(),
            TextAnalyser.bundled(),
            List.of(),
            poll -> {},
            warning -> {},
            Clock.systemUTC());
    try (RoleAssembly roles =
        new RoleAssembly(
            settings, KafkaConnection.embedded("127.0.0.1:1"), parts, RoleName.all())) {
      return roles.metrics().scrape();
    }
  }
}
