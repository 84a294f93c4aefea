package org.vigie.analysis.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.evaluate.LogisticRegression.SparseRow;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.analysis.topic.WordFeature;
import org.vigie.analysis.topic.WordFeature.FeatureKind;
import org.vigie.analysis.topic.WordWeights;

/// The training of [WordWeights] from labelled items, by logistic regression over the words of
/// title and summary and the score of the pack.
///
/// How good they are is measured on items left out: the items are dealt into folds, whole months of
/// them if they are dated, and the items of a fold are decided with weights and a threshold that
/// come from the other folds. The same items, packs and seed give the same file to the byte.
///
/// @param topic topic id
/// @param items number of items, without ambiguous ones
/// @param positives number of items with the topic
/// @param packOnly counts of the pack alone
/// @param packOnlyInterval 95 % confidence interval of its F1
/// @param withWords counts of pack and words on the items left out
/// @param withWordsInterval 95 % confidence interval of its F1
/// @param gain 95 % confidence interval of the difference of both F1
/// @param weights trained on all items; null if there are fewer positives than [#MIN_POSITIVES]
public record WordTraining(
    String topic,
    int items,
    int positives,
    ConfusionCounts packOnly,
    ConfidenceInterval packOnlyInterval,
    ConfusionCounts withWords,
    ConfidenceInterval withWordsInterval,
    ConfidenceInterval gain,
    @Nullable WordWeights weights) {
  /// Items with a topic that are needed to train it.
  public static final int MIN_POSITIVES = 20;

  private static final int FOLDS = 5;

  /// Kinds of features that are weighed.
  private static final Set<FeatureKind> STEMS = Set.of(FeatureKind.WORD, FeatureKind.TITLE);

  /// A feature of fewer items is left out, and so is one of a single outlet: it would tell more of
  /// those texts than of the topic.
  private static final int MIN_ITEMS = 3;

  private static final double WORD_PENALTY = 2;
  private static final double PACK_PENALTY = 0.05;

  /// Log-odds added to a match that is kept, where the threshold is chosen: more than any sum of
  /// words, so that such items count as found whatever the threshold.
  private static final double KEPT_MATCH = 1_000;

  /// Log-odds by which words that only add must be surer: the labelled items are border cases, of
  /// which more are on a topic than of all articles that no pack finds.
  private static final double ADDED_SHIFT = 0.6;

  /// Nearly none, so that there is one minimum.
  private static final double BIAS_PENALTY = 1e-6;

  /// A coefficient below this, in log-odds, changes no decision and only makes the file longer.
  private static final double MIN_COEFFICIENT = 0.05;

  private static final int MAX_WORDS = 2000;

  /// How far from even odds the threshold may be, in log-odds; a few items must not move it
  /// further.
  private static final double MAX_SHIFT = 1.5;

  /// The least threshold, in log-odds above a text without any known word.
  private static final double MIN_THRESHOLD = 0.5;

  /// What a training is asked for.
  ///
  /// @param seed decides which undated item gets into which fold
  /// @param beta how much recall weighs against precision in the choice of the threshold, as in the
  ///     F-measure: 1 for alike, below for more precision
  /// @param keepMatches whether what a pack finds stands, so that words can only add
  /// @param pairs whether pairs of stems are weighed too
  public record TrainingOptions(long seed, double beta, boolean keepMatches, boolean pairs) {
    /// Seed 1, recall and precision alike, words may overrule, stems alone.
    public static final TrainingOptions DEFAULT = new TrainingOptions(1, 1, false, false);
  }

  /// Trains the weights of topics. Takes seconds for some thousand items.
  ///
  /// @param packs weights of words that they hold are not used
  /// @param topics ids of the topics to train
  public static List<WordTraining> trainTopics(
      TopicPacks packs, List<String> topics, List<LabelledItem> items, TrainingOptions options) {
    TextAnalyser packsOnly = new TextAnalyser(packs.withoutWeights());
    List<TrainingItem> read =
        items.stream()
            .filter(item -> !item.ambiguous())
            .sorted(
                Comparator.comparing(LabelledItem::id)
                    .thenComparing(item -> item.content().title()))
            .map(item -> TrainingItem.of(item, packsOnly))
            .toList();
    int[] folds = TrainingItem.dealIntoFolds(read, FOLDS, options.seed());
    return topics.stream()
        .map(topic -> new TopicTrainer(packs, topic, read, folds, options).train())
        .toList();
  }

  /// The F1 on items left out is better with the words than without.
  public boolean pays() {
    return withWords.f1() > packOnly.f1();
  }

  /// That is more than chance.
  public boolean paysSurely() {
    return gain.low() > 0;
  }

  /// Coefficients in log-odds.
  private record Coefficients(
      Map<WordFeature, Double> words, double packScore, double packMatch, double bias) {
    WordWeights toWeights(String topic, Map<String, String> header, double shift) {
      double threshold = Math.max(MIN_THRESHOLD, shift - bias);
      Map<WordFeature, Double> shares = new TreeMap<>();
      words.forEach(
          (feature, weight) -> {
            double share = round(weight / threshold);
            if (share != 0) {
              shares.put(feature, share);
            }
          });
      return new WordWeights(
          topic, header, 1, round(packScore / threshold), round(packMatch / threshold), shares);
    }

    private static double round(double weight) {
      return Math.round(weight * 1000) / 1000.0;
    }
  }

  /// The training of one topic.
  private static final class TopicTrainer {
    private final TopicPacks packs;
    private final String topic;
    private final List<TrainingItem> items;
    private final int[] folds;
    private final TrainingOptions options;

    TopicTrainer(
        TopicPacks packs,
        String topic,
        List<TrainingItem> items,
        int[] folds,
        TrainingOptions options) {
      this.packs = packs;
      this.topic = topic;
      this.items = items;
      this.folds = folds;
      this.options = options;
    }

    WordTraining train() {
      List<ConfusionCounts> packOnly =
          items.stream()
              .map(item -> ConfusionCounts.of(item.isLabelled(topic), item.packMatches(topic)))
              .toList();
      int positives = (int) items.stream().filter(item -> item.isLabelled(topic)).count();
      if (positives < MIN_POSITIVES) {
        return report(positives, packOnly, packOnly, null);
      }
      double[] odds = new double[items.size()];
      List<Coefficients> byFold = new ArrayList<>();
      for (int fold = 0; fold < FOLDS; fold++) {
        int leftOut = fold;
        Coefficients fitted = fit(select(i -> folds[i] != leftOut));
        byFold.add(fitted);
        select(i -> folds[i] == leftOut).forEach(i -> odds[i] = computeOdds(fitted, items.get(i)));
      }
      ConfusionCounts[] decided = new ConfusionCounts[items.size()];
      for (int fold = 0; fold < FOLDS; fold++) {
        int leftOut = fold;
        double shift = chooseShift(odds, select(i -> folds[i] != leftOut));
        WordWeights weights = byFold.get(fold).toWeights(topic, describeDecision(), shift);
        select(i -> folds[i] == leftOut).forEach(i -> decided[i] = decide(weights, items.get(i)));
      }
      List<ConfusionCounts> withWords = List.of(decided);
      WordTraining figures = report(positives, packOnly, withWords, null);
      Map<String, String> header = figures.describe(packs, options.seed());
      header.putAll(describeDecision());
      WordWeights weights =
          fit(select(i -> true)).toWeights(topic, header, chooseShift(odds, select(i -> true)));
      return report(positives, packOnly, withWords, weights);
    }

    private Map<String, String> describeDecision() {
      return options.keepMatches() ? Map.of(WordWeights.MATCHES, WordWeights.KEPT) : Map.of();
    }

    private List<Integer> select(IntPredicate chosen) {
      return IntStream.range(0, items.size()).filter(chosen).boxed().toList();
    }

    private WordTraining report(
        int positives,
        List<ConfusionCounts> packOnly,
        List<ConfusionCounts> withWords,
        @Nullable WordWeights weights) {
      return new WordTraining(
          topic,
          items.size(),
          positives,
          ConfusionCounts.sum(packOnly),
          ConfidenceInterval.bootstrapF1(packOnly),
          ConfusionCounts.sum(withWords),
          ConfidenceInterval.bootstrapF1(withWords),
          ConfidenceInterval.bootstrapF1Gain(packOnly, withWords),
          weights);
    }

    private double computeOdds(Coefficients fitted, TrainingItem item) {
      double sum = fitted.bias();
      for (WordFeature feature : item.features()) {
        sum += fitted.words().getOrDefault(feature, 0.0);
      }
      return sum
          + fitted.packScore() * cappedScore(item)
          + (isPackMatch(item) ? fitted.packMatch() + (options.keepMatches() ? KEPT_MATCH : 0) : 0);
    }

    private double cappedScore(TrainingItem item) {
      return Math.min(item.packScore(topic), WordWeights.MAX_PACK_SCORE);
    }

    private boolean isPackMatch(TrainingItem item) {
      return item.packMatches(topic) && !item.isFoundInBody(topic);
    }

    private ConfusionCounts decide(WordWeights weights, TrainingItem item) {
      double words = 0;
      for (WordFeature feature : item.features()) {
        words += weights.words().getOrDefault(feature, 0.0);
      }
      return ConfusionCounts.of(
          item.isLabelled(topic),
          item.isFoundInBody(topic) || weights.matches(item.packScore(topic), words));
    }

    /// Returns the log-odds from which on an item counts as found so that the F-measure is best.
    private double chooseShift(double[] odds, List<Integer> chosen) {
      List<Integer> ordered =
          chosen.stream()
              .filter(i -> !items.get(i).isFoundInBody(topic))
              .sorted(Comparator.comparingDouble((Integer i) -> -odds[i]))
              .toList();
      int positives = (int) ordered.stream().filter(i -> items.get(i).isLabelled(topic)).count();
      double beta = options.beta();
      double best = -1;
      double shift = 0;
      int found = 0;
      for (int n = 0; n + 1 < ordered.size(); n++) {
        found += items.get(ordered.get(n)).isLabelled(topic) ? 1 : 0;
        double middle = (odds[ordered.get(n)] + odds[ordered.get(n + 1)]) / 2;
        double measure = (1 + beta * beta) * found / (beta * beta * positives + (n + 1));
        boolean closer = measure == best && Math.abs(middle) < Math.abs(shift);
        if (Math.abs(middle) <= MAX_SHIFT && (measure > best || closer)) {
          best = measure;
          shift = middle;
        }
      }
      return options.keepMatches() ? shift + ADDED_SHIFT : shift;
    }

    private Coefficients fit(List<Integer> chosen) {
      Map<WordFeature, Integer> columns = numberFeatures(chosen);
      double[] penalties = new double[columns.size() + 3];
      Arrays.fill(penalties, WORD_PENALTY);
      int packScore = columns.size();
      int packMatch = packScore + 1;
      int bias = packMatch + 1;
      penalties[packScore] = PACK_PENALTY;
      penalties[packMatch] = PACK_PENALTY;
      penalties[bias] = BIAS_PENALTY;
      boolean[] left = new boolean[] {true, true};
      while (true) {
        List<SparseRow> rows =
            chosen.stream().map(i -> createRow(items.get(i), columns, left)).toList();
        double[] fitted = LogisticRegression.fit(rows, penalties);
        // A pack must not count against its own topic: then evidence would not suffice.
        if (fitted[packScore] >= 0 && fitted[packMatch] >= 0) {
          return new Coefficients(
              prune(columns, fitted), fitted[packScore], fitted[packMatch], fitted[bias]);
        }
        left[0] &= fitted[packScore] >= 0;
        left[1] &= fitted[packMatch] >= 0;
      }
    }

    private Map<WordFeature, Integer> numberFeatures(List<Integer> chosen) {
      Map<WordFeature, Integer> counts = new TreeMap<>();
      Map<WordFeature, Set<String>> outlets = new TreeMap<>();
      for (int i : chosen) {
        LabelledItem item = items.get(i).labelled();
        String outlet = item.outlet() == null ? "item " + i : item.outlet();
        for (WordFeature feature : items.get(i).foreignFeatures().toList()) {
          if (options.pairs() || STEMS.contains(feature.kind())) {
            counts.merge(feature, 1, Integer::sum);
            outlets.computeIfAbsent(feature, unused -> new HashSet<>(2)).add(outlet);
          }
        }
      }
      Map<WordFeature, Integer> columns = new LinkedHashMap<>();
      counts.forEach(
          (feature, count) -> {
            if (count >= MIN_ITEMS && outlets.getOrDefault(feature, Set.of()).size() > 1) {
              columns.put(feature, columns.size());
            }
          });
      return columns;
    }

    private SparseRow createRow(
        TrainingItem item, Map<WordFeature, Integer> columns, boolean[] left) {
      int words = columns.size();
      int[] found =
          item.foreignFeatures()
              .filter(columns::containsKey)
              .mapToInt(feature -> columns.getOrDefault(feature, 0))
              .toArray();
      int[] all = Arrays.copyOf(found, found.length + 3);
      double[] values = new double[all.length];
      Arrays.fill(values, 1);
      for (int i = 0; i < 3; i++) {
        all[found.length + i] = words + i;
      }
      values[found.length] = left[0] ? cappedScore(item) : 0;
      values[found.length + 1] = left[1] && isPackMatch(item) ? 1 : 0;
      return new SparseRow(all, values, item.isLabelled(topic));
    }

    private static Map<WordFeature, Double> prune(
        Map<WordFeature, Integer> columns, double[] fitted) {
      Map<WordFeature, Double> kept = new TreeMap<>();
      columns.entrySet().stream()
          .filter(one -> Math.abs(fitted[one.getValue()]) >= MIN_COEFFICIENT)
          .sorted(
              Comparator.comparingDouble(
                      (Map.Entry<WordFeature, Integer> one) -> -Math.abs(fitted[one.getValue()]))
                  .thenComparing(Map.Entry::getKey))
          .limit(MAX_WORDS)
          .forEach(one -> kept.put(one.getKey(), fitted[one.getValue()]));
      return kept;
    }
  }

  /// What the header of the file tells of the training.
  private Map<String, String> describe(TopicPacks packs, long seed) {
    Map<String, String> header = new LinkedHashMap<>();
    header.put("topic", topic);
    header.put("format", "");
    header.put("pack", packs.packHash(topic));
    header.put("seed", Long.toString(seed));
    header.put("items", items + ", " + positives + " of them with the topic");
    header.put("pack alone", describe(packOnly, packOnlyInterval));
    header.put("with words, on items left out", describe(withWords, withWordsInterval));
    return header;
  }

  private static String describe(ConfusionCounts counts, ConfidenceInterval interval) {
    return String.format(
        Locale.ROOT,
        "precision %.3f, recall %.3f, F1 %.3f (%.3f to %.3f)",
        counts.precision(),
        counts.recall(),
        counts.f1(),
        interval.low(),
        interval.high());
  }
}
