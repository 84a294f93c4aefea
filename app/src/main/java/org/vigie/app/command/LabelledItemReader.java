package org.vigie.app.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.evaluate.LabelledItem;
import org.vigie.analysis.topic.TopicPack;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.SafeText;
import org.vigie.runtime.settings.Suggestions;
import org.vigie.wire.ItemLine;
import org.vigie.wire.Json;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/// Reads lines of items with what a reader said of them, and counts the labels of topics that no
/// pack describes: those are ignored.
final class LabelledItemReader {
  /// Reads what [ItemLine] reads.
  private static final ObjectReader FIELDS =
      Json.MAPPER.reader().with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

  /// The ids of phases by topic.
  private final Map<String, Set<String>> phasesByTopic = new TreeMap<>();

  private final Map<String, Integer> ignored = new TreeMap<>();

  /// @param packs the topics that exist
  LabelledItemReader(TopicPacks packs) {
    packs
        .all()
        .forEach(
            pack ->
                phasesByTopic.put(
                    pack.topic(),
                    pack.phases().stream()
                        .map(TopicPack::topic)
                        .collect(Collectors.toCollection(TreeSet::new))));
  }

  /// @throws IllegalArgumentException where the line is no item, has no labels or a field of the
  ///     reader holds something else than it should
  LabelledItem readLabelled(String line) {
    ItemLine item = ItemLine.read(line);
    JsonNode fields = FIELDS.readTree(line);
    Set<String> labels = readLabels(fields.path("labels"));
    Map<String, String> phases = readPhases(fields.path("phases"), labels);
    boolean hardNegative = readFlag(fields, "hard_negative");
    boolean ambiguous = readFlag(fields, "ambiguous");
    String note = readNote(fields.path("note"));
    labels.stream()
        .filter(label -> !phasesByTopic.containsKey(label))
        .forEach(label -> ignored.merge(label, 1, Integer::sum));
    return new LabelledItem(
        item.id(), item.toContent(), item.outlet(), labels, phases, hardNegative, ambiguous, note);
  }

  /// Tells which labels were ignored, in one line, if there were any.
  void reportIgnored(Terminal terminal) {
    if (!ignored.isEmpty()) {
      List<String> labels = new ArrayList<>();
      ignored.forEach(
          (label, count) -> labels.add(label + " (" + count + suggest(label, topics()) + ")"));
      terminal.printStatus(
          SafeText.toLine(
              "labels of topics without a pack are ignored: " + String.join(", ", labels)));
    }
  }

  private Set<String> topics() {
    return phasesByTopic.keySet();
  }

  private static String suggest(String typed, Collection<String> known) {
    return Suggestions.nearest(typed, known);
  }

  private static Set<String> readLabels(JsonNode labels) {
    require(!labels.isMissingNode(), "'labels' is missing");
    require(labels.isArray(), "labels must be a list of topics");
    Set<String> topics = new TreeSet<>();
    for (int i = 0; i < labels.size(); i++) {
      JsonNode label = labels.get(i);
      require(label.isString(), "labels[" + i + "] must be the id of a topic");
      topics.add(label.stringValue());
    }
    return topics;
  }

  private Map<String, String> readPhases(JsonNode phases, Set<String> labels) {
    require(
        phases.isMissingNode() || phases.isObject(),
        "phases must be an object of topics and their phases");
    Map<String, String> byTopic = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : phases.properties()) {
      String topic = entry.getKey();
      String field = "phases." + topic;
      JsonNode phase = entry.getValue();
      require(phase.isString(), field + " must be the id of a phase, or \"-\"");
      Set<String> known = phasesByTopic.get(topic);
      if (known == null) {
        require(
            labels.contains(topic),
            field + ": no pack is of this topic" + suggest(topic, topics()));
        continue;
      }
      String id = phase.stringValue();
      require(
          id.equals("-") || known.contains(id),
          "%s: '%s' is no phase of it%s%s"
              .formatted(
                  field,
                  id,
                  known.isEmpty() ? "" : ", only " + String.join(", ", known),
                  suggest(id, known)));
      byTopic.put(topic, id);
    }
    return byTopic;
  }

  private static boolean readFlag(JsonNode fields, String name) {
    JsonNode flag = fields.path(name);
    require(flag.isMissingNode() || flag.isBoolean(), name + " must be true or false");
    return flag.asBoolean(false);
  }

  private static @Nullable String readNote(JsonNode note) {
    require(note.isMissingNode() || note.isNull() || note.isString(), "note must be a text");
    return note.isString() ? note.stringValue() : null;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
