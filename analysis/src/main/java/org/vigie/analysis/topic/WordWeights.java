package org.vigie.analysis.topic;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;
import org.vigie.analysis.topic.WordFeature.FeatureKind;

/// Trained weights of words beside the pack of a topic: a linear model of title and summary. The
/// weights of the features found and the weighted score of the pack add up to a total, and the text
/// is about the topic if the total reaches the threshold.
///
/// The file is a table of tab-separated columns that a person can read, with stems only and no
/// sentence of the texts it was trained on.
///
/// @param topic topic id
/// @param header what is known of the training, by key: `topic`, `format` and `pack` (the hash of
///     the pack that the weights were trained beside) are required; with `matches: kept` what the
///     pack finds stands, whatever the words say
/// @param threshold total from which on a text is about the topic
/// @param packScore weight of the score that the pack gives to title and summary, at most
///     [#MAX_PACK_SCORE] of it; not negative
/// @param packMatch weight added if that score is 1 or more; not negative
/// @param words weights by feature
public record WordWeights(
    String topic,
    Map<String, String> header,
    double threshold,
    double packScore,
    double packMatch,
    Map<WordFeature, Double> words) {
  /// Suffix of the names of files: `sanctions.weights.tsv`.
  public static final String FILE_SUFFIX = ".weights.tsv";

  /// A pack's score counts up to this.
  public static final double MAX_PACK_SCORE = 2;

  /// Key of the header that says whether what the pack finds stands.
  public static final String MATCHES = "matches";

  /// The only value of [#MATCHES]: it stands.
  public static final String KEPT = "kept";

  private static final String FORMAT = "1";
  private static final double MAX_WEIGHT = 1_000;
  private static final double MIN_THRESHOLD = 0.001;

  /// Copies the maps.
  public WordWeights {
    header = new LinkedHashMap<>(header);
    words = new TreeMap<>(words);
    header.put("topic", topic);
    header.put("format", FORMAT);
  }

  /// Returns the hash of the pack that the weights were trained beside.
  public String packHash() {
    return header.getOrDefault("pack", "");
  }

  /// Returns whether what the pack finds stands, so that words can only add to it.
  public boolean keepsMatches() {
    return KEPT.equals(header.get(MATCHES));
  }

  /// Returns the score of a text, which is about the topic from 1 on.
  ///
  /// @param scoreOfPack score that the pack gives to title and summary
  /// @param sumOfWords sum of the weights of the words found there
  public double score(double scoreOfPack, double sumOfWords) {
    double total = (weighPack(scoreOfPack) + sumOfWords) / threshold;
    double least = TopicScorer.isMatch(scoreOfPack) && keepsMatches() ? scoreOfPack : 0;
    return Math.max(least, total);
  }

  /// Returns whether a text is about the topic, see [#score].
  public boolean matches(double scoreOfPack, double sumOfWords) {
    return TopicScorer.isMatch(score(scoreOfPack, sumOfWords));
  }

  private double weighPack(double scoreOfPack) {
    return packScore * Math.min(scoreOfPack, MAX_PACK_SCORE)
        + (TopicScorer.isMatch(scoreOfPack) ? packMatch : 0);
  }

  /// Writes the file: the header, then the weights, the greatest first.
  public String format() {
    StringBuilder file = new StringBuilder();
    header.forEach((key, value) -> file.append("# " + key + ": " + value + "\n"));
    file.append(formatRow("threshold", threshold));
    file.append(formatRow("pack\tscore", packScore));
    file.append(formatRow("pack\tmatch", packMatch));
    words.entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<WordFeature, Double> one) -> -one.getValue())
                .thenComparing(Map.Entry::getKey))
        .forEach(
            one ->
                file.append(
                    formatRow(
                        one.getKey().kind().id() + "\t" + one.getKey().stems(), one.getValue())));
    return file.toString();
  }

  private static String formatRow(String key, double weight) {
    return String.format(Locale.ROOT, "%s\t%.3f%n", key, weight).replace("\r", "");
  }

  /// Reads a file.
  ///
  /// @param topics ids of the topics that have a pack
  /// @throws PackException naming the file and the line of a fault
  static WordWeights parse(String file, String source, Set<String> topics) {
    return new WordWeightsReader(file, topics).read(source);
  }

  /// Reads the lines of one file. Strict: what it does not know is an error.
  private static final class WordWeightsReader {
    private final String file;
    private final Set<String> topics;
    private final Map<String, String> header = new LinkedHashMap<>();
    private final Map<String, Double> settings = new TreeMap<>();
    private final Map<WordFeature, Double> words = new TreeMap<>();
    private int line;

    WordWeightsReader(String file, Set<String> topics) {
      this.file = file;
      this.topics = topics;
    }

    WordWeights read(String source) {
      for (String text : source.lines().toList()) {
        line++;
        if (text.startsWith("#")) {
          readHeader(text.substring(1));
        } else if (!text.isBlank()) {
          readRow(text.split("\t", -1));
        }
      }
      for (String key : List.of("topic", "format", "pack")) {
        require(header.containsKey(key), "the line '# " + key + ": …' is missing");
      }
      for (String key : List.of("threshold", "pack score", "pack match")) {
        require(settings.containsKey(key), "the row '" + key + "' is missing");
      }
      return new WordWeights(
          header.getOrDefault("topic", ""),
          header,
          settings.getOrDefault("threshold", 1.0),
          settings.getOrDefault("pack score", 0.0),
          settings.getOrDefault("pack match", 0.0),
          words);
    }

    private void readHeader(String text) {
      int colon = text.indexOf(':');
      if (colon < 0) {
        return;
      }
      String key = text.substring(0, colon).strip();
      String value = text.substring(colon + 1).strip();
      require(header.put(key, value) == null, "'" + key + "' stands twice");
      switch (key) {
        case "topic" -> {
          require(topics.contains(value), "there is no pack of the topic '" + value + "'");
          require(
              file.endsWith(value + FILE_SUFFIX),
              "weights of the topic '" + value + "' belong into " + value + FILE_SUFFIX);
        }
        case "format" ->
            require(value.equals(FORMAT), "format " + value + " is not known, only " + FORMAT);
        case MATCHES ->
            require(value.equals(KEPT), "matches are '" + KEPT + "' or the line is left out");
        default -> {}
      }
    }

    private void readRow(String[] columns) {
      require(
          columns.length == 2 || columns.length == 3,
          "must have two or three columns with a tab between, not " + columns.length);
      String kind = columns[0];
      double weight = readWeight(columns[columns.length - 1]);
      if (columns.length == 2) {
        require(kind.equals("threshold"), "'" + kind + "' must have two columns behind it");
        require(weight >= MIN_THRESHOLD, "the threshold must be at least " + MIN_THRESHOLD);
        putOnce(settings, kind, weight);
      } else if (kind.equals("pack")) {
        require(
            columns[1].equals("score") || columns[1].equals("match"),
            "'pack' must be followed by score or match");
        require(weight >= 0, "a pack's weight must not be negative");
        putOnce(settings, "pack " + columns[1], weight);
      } else {
        putOnce(words, readFeature(kind, columns[1]), weight);
      }
    }

    private double readWeight(String text) {
      double weight = Double.NaN;
      try {
        weight = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        // The same message as for a number out of range.
      }
      require(
          Math.abs(weight) <= MAX_WEIGHT, "the last column must be a number from -1000 to 1000");
      return weight;
    }

    private WordFeature readFeature(String kind, String stems) {
      FeatureKind known =
          Stream.of(FeatureKind.values())
              .filter(one -> one.id().equals(kind))
              .findFirst()
              .orElseThrow(
                  () ->
                      createException(
                          "'" + kind + "' is none of threshold, pack, word, title, pair"));
      List<String> folded = Tokenizer.tokenize(stems).stream().map(Token::folded).toList();
      int expected = known == FeatureKind.PAIR ? 2 : 1;
      require(
          folded.size() == expected && String.join(" ", folded).equals(stems),
          "'%s' is not %s, in lower case without accents"
              .formatted(stems, expected == 2 ? "two words" : "one word"));
      return new WordFeature(known, stems);
    }

    private <K> void putOnce(Map<K, Double> map, K key, double weight) {
      require(map.put(key, weight) == null, "stands twice");
    }

    private void require(boolean condition, String message) {
      if (!condition) {
        throw createException(message);
      }
    }

    private PackException createException(String message) {
      return new PackException(file + " (line " + line + "): " + message);
    }
  }
}
