package org.vigie.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.vigie.app.terminal.CliException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads `vigie.yaml` as a flat map from path to text.
final class SettingsFile {
  private SettingsFile() {}

  /// The largest settings file in bytes.
  private static final long MAX_BYTES = 1 << 20;

  /// Reads the file. A list becomes its elements joined by commas.
  ///
  /// @throws Problem naming the file and the line or path if it is not YAML or gives a key twice
  static Map<String, String> read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new CliException(
            file + ": larger than " + (MAX_BYTES >> 10) + " KiB, so no settings");
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
      throw new CliException(
          file
              + ": "
              + (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ")
              + e.getOriginalMessage().lines().findFirst().orElse("not YAML"),
          e);
    } catch (IOException e) {
      throw new CliException("cannot read " + file + ": " + e.getMessage(), e);
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
      throw new CliException(file + ": holds no keys");
    } else if (values.put(path, toText(file, path, node)) != null) {
      throw new CliException(file + ": '" + path + "' is given twice");
    }
  }

  private static String toText(Path file, String path, JsonNode node) {
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(element -> toText(file, path, element))
          .collect(Collectors.joining(", "));
    }
    if (!node.isValueNode() || node.isNull()) {
      throw new CliException(file + ": '" + path + "' has no value");
    }
    return node.asString();
  }
}
