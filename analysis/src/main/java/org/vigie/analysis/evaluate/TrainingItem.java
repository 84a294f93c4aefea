package org.vigie.analysis.evaluate;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.TextAnalyser;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.analysis.text.Tokenizer;
import org.vigie.analysis.topic.Explanation;
import org.vigie.analysis.topic.WordFeature;

/// A labelled item as [WordTraining] reads it.
///
/// @param labelled item
/// @param features words of title and summary
/// @param ownNames stems of the name of its outlet and of the host of its address
/// @param byTopic what the packs alone make of it
record TrainingItem(
    LabelledItem labelled,
    Set<WordFeature> features,
    Set<String> ownNames,
    Map<String, Explanation> byTopic) {
  private static final Pattern HOST = Pattern.compile("^https?://([^/?#]*)");

  /// @param packsOnly analyser of packs without weights
  static TrainingItem of(LabelledItem item, TextAnalyser packsOnly) {
    TokenizedText text = new TokenizedText(item.content());
    Map<String, Explanation> byTopic = new TreeMap<>();
    packsOnly.explain(text).forEach(explanation -> byTopic.put(explanation.topic(), explanation));
    return new TrainingItem(item, WordFeature.findAll(text), findOwnNames(item), byTopic);
  }

  private static Set<String> findOwnNames(LabelledItem item) {
    String url = item.content().url();
    Matcher host = HOST.matcher(url == null ? "" : url);
    String names =
        (item.outlet() == null ? "" : item.outlet()) + " " + (host.find() ? host.group(1) : "");
    return Tokenizer.tokenize(names.replaceAll("[.:-]", " ")).stream()
        .map(Token::stem)
        .collect(Collectors.toSet());
  }

  /// Returns the features without those that name its own outlet, as its articles do whatever they
  /// are on.
  Stream<WordFeature> foreignFeatures() {
    return features.stream()
        .filter(feature -> Stream.of(feature.stems().split(" ")).noneMatch(ownNames::contains));
  }

  boolean isLabelled(String topic) {
    return labelled.labels().contains(topic);
  }

  boolean packMatches(String topic) {
    return explain(topic).matches();
  }

  /// Returns the score that the pack gives to title and summary.
  double packScore(String topic) {
    return explain(topic).packScore();
  }

  /// Returns whether the pack finds the topic further down only, where words are not weighed.
  boolean isFoundInBody(String topic) {
    return packMatches(topic) && !explain(topic).packMatches();
  }

  private Explanation explain(String topic) {
    Explanation known = byTopic.get(topic);
    if (known == null) {
      throw new IllegalArgumentException("no topic is called '" + topic + "'");
    }
    return known;
  }

  private @Nullable YearMonth month() {
    Instant published = labelled.content().published();
    return published == null ? null : YearMonth.from(published.atOffset(ZoneOffset.UTC));
  }

  /// Deals items into folds: whole months if there are as many as folds, since articles of a month
  /// tell of the same events in the same words; single items, by a seed, if not. Items without a
  /// date are dealt singly.
  ///
  /// @return the fold of each item
  static int[] dealIntoFolds(List<TrainingItem> items, int folds, long seed) {
    List<YearMonth> months = new ArrayList<>();
    for (TrainingItem item : items) {
      YearMonth month = item.month();
      if (month != null && !months.contains(month)) {
        months.add(month);
      }
    }
    Collections.sort(months);
    boolean byMonth = months.size() >= folds;
    List<Integer> single = new ArrayList<>();
    int[] fold = new int[items.size()];
    for (int i = 0; i < fold.length; i++) {
      YearMonth month = items.get(i).month();
      if (byMonth && month != null) {
        fold[i] = months.indexOf(month) % folds;
      } else {
        single.add(i);
      }
    }
    Collections.shuffle(single, new Random(seed));
    for (int i = 0; i < single.size(); i++) {
      fold[single.get(i)] = i % folds;
    }
    return fold;
  }
}
