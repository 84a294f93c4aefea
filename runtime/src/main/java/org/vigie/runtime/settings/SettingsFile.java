package org.vigie.runtime.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A `vigie.yaml` as a flat map from path to text.
final class SettingsFile {
  private SettingsFile() {}

  /// Bytes of the longest file that could be settings.
  private static final long LONGEST = 1 << 20;

  /// Reads the file. A list becomes its elements joined by commas.
  ///
  /// @throws SettingsException naming file and place if it is no YAML or gives a key twice
  static Map<String, String> read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new SettingsException(
            file + ": larger than " + (LONGEST >> 10) + " KiB, so no settings");
      }
      JsonNode root =
          YAMLMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(Files.readString(file));
      Map<String, String> values = new LinkedHashMap<>();
      if (!root.isMissingNode() && !root.isNull()) {
        flatten(file, "", root, values);
      }
      return values;
    } catch (JacksonException e) {
      throw new SettingsException(
          file
              + ": "
              + (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ")
              + e.getOriginalMessage().lines().findFirst().orElse("not YAML"),
          e);
    } catch (IOException e) {
      throw new SettingsException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static void flatten(Path file, String path, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      file,
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getValue(),
                      values));
    } else if (path.isEmpty()) {
      throw new SettingsException(file + ": holds no keys");
    } else if (values.put(path, text(file, path, node)) != null) {
      throw new SettingsException(file + ": '" + path + "' is given twice");
    }
  }

  private static String text(Path file, String path, JsonNode node) {
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(element -> text(file, path, element))
          .collect(Collectors.joining(", "));
    }
    if (!node.isValueNode() || node.isNull()) {
      throw new SettingsException(file + ": '" + path + "' has no value");
    }
    return node.asString();
  }
}
