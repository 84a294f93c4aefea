package org.vigie.analysis.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.topic.Explanation;
import org.vigie.model.Evidence;

/// Fits the weights of a topic's signals to labelled items: each signal gets a factor for its
/// weights. The factors minimise the logistic loss of `slope · (total − 1)` against the labels with
/// an L2 penalty towards 1 (ridge regression), so that a signal with little data keeps the weight
/// that the author of the pack gave it.
///
/// The quality of the fit is measured on unseen items by cross-validation: the items are split into
/// folds by a seed, and each fold is classified with factors fitted to the other folds.
///
/// @param topic the topic id
/// @param factors factor of each signal, fitted to all items; signals that occur in no item are
///     left out
/// @param current counts with the current weights on all items
/// @param currentInterval 95 % confidence interval of its F1
/// @param fitted counts with fitted weights on the items of the held-out folds
/// @param fittedInterval 95 % confidence interval of its F1
public record WeightFit(
    String topic,
    Map<String, Double> factors,
    ConfusionCounts current,
    ConfidenceInterval currentInterval,
    ConfusionCounts fitted,
    ConfidenceInterval fittedInterval) {
  /// Steepness of the probability around the threshold: a total of 1.5 has a probability of 88 %.
  private static final double SLOPE = 4;

  /// Strength of the penalty: as much as some three items.
  private static final double REGULARIZATION = 2;

  private static final double LEARNING_RATE = 0.1;
  private static final int STEPS = 400;

  /// Copies the factors.
  public WeightFit {
    factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
  }

  /// Fits every topic that the analyser knows. Takes seconds for some thousand items.
  ///
  /// @param folds number of folds; at least 2
  /// @param seed seed of the assignment to folds
  public static List<WeightFit> fitTopics(
      TextAnalyser analyser, List<LabelledItem> items, int folds, long seed) {
    if (folds < 2) {
      throw new IllegalArgumentException(folds + " folds: at least 2 are needed");
    }
    Map<String, List<Example>> byTopic = new TreeMap<>();
    for (LabelledItem item : items) {
      for (Explanation explanation : analyser.explain(new TokenizedText(item.content()))) {
        byTopic
            .computeIfAbsent(explanation.topic(), unused -> new ArrayList<>())
            .add(Example.of(item, explanation));
      }
    }
    List<WeightFit> fits = new ArrayList<>();
    byTopic.forEach((topic, examples) -> fits.add(fitTopic(topic, examples, folds, seed)));
    return fits;
  }

  private static WeightFit fitTopic(String topic, List<Example> examples, int folds, long seed) {
    List<Example> dealt = new ArrayList<>(examples);
    Collections.shuffle(dealt, new Random(seed));
    List<ConfusionCounts> byHand = dealt.stream().map(Example::scoreCurrent).toList();
    List<ConfusionCounts> fitted = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      List<Example> seen = new ArrayList<>();
      List<Example> unseen = new ArrayList<>();
      for (int i = 0; i < dealt.size(); i++) {
        (i % folds == fold ? unseen : seen).add(dealt.get(i));
      }
      Map<String, Double> factors = fitFactors(seen);
      unseen.forEach(example -> fitted.add(example.scoreWith(factors)));
    }
    return new WeightFit(
        topic,
        fitFactors(dealt),
        sum(byHand),
        ConfidenceInterval.bootstrapF1(byHand),
        sum(fitted),
        ConfidenceInterval.bootstrapF1(fitted));
  }

  private static ConfusionCounts sum(List<ConfusionCounts> scores) {
    return scores.stream().reduce(ConfusionCounts.NONE, ConfusionCounts::plus);
  }

  /// The weights that the signals added to an item.
  ///
  /// @param added total by signal, title and summary together
  private record Example(boolean labelled, boolean matched, Map<String, Double> added) {
    static Example of(LabelledItem item, Explanation explanation) {
      Map<String, Double> added = new TreeMap<>();
      for (Explanation.ExplainedSignal step : explanation.signals()) {
        for (Evidence span : step.evidence()) {
          if (!span.field().equals("body") && span.weight() != 0) {
            added.merge(span.signal(), span.weight(), Double::sum);
          }
        }
      }
      return new Example(item.labels().contains(explanation.topic()), explanation.matches(), added);
    }

    ConfusionCounts scoreCurrent() {
      return score(matched);
    }

    ConfusionCounts scoreWith(Map<String, Double> factors) {
      double total = 0;
      for (Map.Entry<String, Double> one : added.entrySet()) {
        total += factors.getOrDefault(one.getKey(), 1.0) * one.getValue();
      }
      return score(total >= 1 - 1e-9);
    }

    private ConfusionCounts score(boolean found) {
      return new ConfusionCounts(
          found && labelled ? 1 : 0, found && !labelled ? 1 : 0, labelled && !found ? 1 : 0);
    }
  }

  /// Gradient descent with AdaGrad (J. Duchi, E. Hazan, Y. Singer, 2011): the step of each factor
  /// shrinks as its squared gradients add up. Needs no tuned rate and is deterministic.
  private static Map<String, Double> fitFactors(List<Example> examples) {
    List<String> names =
        examples.stream()
            .flatMap(one -> one.added().keySet().stream())
            .distinct()
            .sorted()
            .toList();
    double[] factors = new double[names.size()];
    Arrays.fill(factors, 1);
    double[] squares = new double[names.size()];
    List<ExampleRow> rows = examples.stream().map(one -> ExampleRow.of(one, names)).toList();
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[factors.length];
      for (int i = 0; i < factors.length; i++) {
        gradient[i] = REGULARIZATION * (factors[i] - 1);
      }
      rows.forEach(row -> row.addGradient(factors, gradient));
      for (int i = 0; i < factors.length; i++) {
        squares[i] += gradient[i] * gradient[i];
        double move = squares[i] == 0 ? 0 : LEARNING_RATE * gradient[i] / Math.sqrt(squares[i]);
        factors[i] = Math.max(0, factors[i] - move);
      }
    }
    Map<String, Double> fitted = new LinkedHashMap<>();
    for (int i = 0; i < factors.length; i++) {
      fitted.put(names.get(i), factors[i]);
    }
    return fitted;
  }

  /// An example with signals by their position.
  private record ExampleRow(boolean labelled, int[] signals, double[] added) {
    static ExampleRow of(Example example, List<String> names) {
      return new ExampleRow(
          example.labelled(),
          example.added().keySet().stream().mapToInt(names::indexOf).toArray(),
          example.added().values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    void addGradient(double[] factors, double[] gradient) {
      double total = -1;
      for (int i = 0; i < signals.length; i++) {
        total += factors[signals[i]] * added[i];
      }
      double probability = 1 / (1 + Math.exp(-SLOPE * total));
      double error = SLOPE * (probability - (labelled ? 1 : 0));
      for (int i = 0; i < signals.length; i++) {
        gradient[signals[i]] += error * added[i];
      }
    }
  }
}
