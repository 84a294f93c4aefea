package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.CapturedTerminal;
import org.vigie.app.Main;

final class TopicsCommandTest {
  private static final String ELECTIONS =
      """
      topic: elections
      label: {fr: Élections, en: Elections}
      codes: [medtop:20000653]
      groups:
        vote: [élection, scrutin, présidentielle, législatives, référendum]
      signals:
        vote:
          weight: 0.6
          any: ["{vote}"]
        abroad:
          weight: 0.4
          any: ["{country}", "{nationality}"]
          with: ["{vote}"]
      vetoes:
        beauty:
          where: title
          any: [miss, élection de miss]
      examples:
        match: ["Présidentielle au Sénégal : le scrutin fixé à mars", "Les Chiliens vont aux urnes"]
        no-match: ["Élection de Miss Belgique", "Un scrutin de lecteurs en Suisse"]
      """;

  @TempDir Path folder;
  private Path items;
  private Path weights;

  @BeforeEach
  void writePackAndItems() throws IOException {
    Files.writeString(folder.resolve("elections.yaml"), ELECTIONS);
    items = folder.resolve("mine.jsonl");
    weights = folder.resolve("elections.weights.tsv");
    try (InputStream in = TopicsCommandTest.class.getResourceAsStream("elections.jsonl")) {
      Files.write(items, Objects.requireNonNull(in).readAllBytes());
    }
  }

  private static String run(int expected, Object... arguments) {
    CapturedTerminal terminal = CapturedTerminal.of("");
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    assertThat(Main.run(terminal.terminal(), texts)).as(terminal::err).isEqualTo(expected);
    return terminal.out() + terminal.err();
  }

  @Test
  void checkSaysWhatFailsAndHowToMendIt() {
    assertThat(run(1, "topics", "check", "--packs", folder))
        .contains(
            """
            elections: 2 of 4 examples as they should be
              must match, but does not (no signal, score 0.00): Les Chiliens vont aux urnes
                to mend it: give a signal a phrase that stands here
              must not match, but does (by several signals, greatest vote, score 1.00): Un scrutin de lecteurs en Suisse
                « scrutin » vote
                « Suisse » abroad
                to mend it: give a veto a phrase of this, the signal a condition (`with`) or less weight
            """);
  }

  @Test
  void trainsWeightsThatPayAndUsesThem() throws IOException {
    Files.writeString(
        items,
        Files.readString(items)
            + """
            {"id":"both","title":"Un scrutin ou non","labels":[],"ambiguous":true}
            """);
    String trained =
        run(
            0,
            "topics",
            "train",
            items,
            "--packs",
            folder,
            "--into",
            folder,
            "--topics",
            "elections,summit");
    assertThat(trained)
        .contains(
            "elections  25        pack         0.643      0.360   0.462  0.24–0.65\n",
            "60 items, each decided by weights trained without it; 1 ambiguous left out\n",
            "elections: the words pay: F1 +0.",
            "summit: not trained: only 0 of the items have the topic, at least 20 are needed\n",
            weights + ": ");
    assertThat(run(0, "topics", "show", "elections", "--words", "--packs", folder))
        .isEqualTo(Files.readString(weights));
    assertThat(run(1, "topics", "check", "--packs", folder))
        .contains("  no longer matches with the words")
        .doesNotContain("has changed");

    assertThat(run(0, "evaluate", items))
        .doesNotContain("elections  ")
        .endsWith("labels of topics without a pack are ignored: elections (25)\n");
    assertThat(run(0, "evaluate", items, "--packs", folder))
        .containsPattern("elections +0\\.893 .* 25 +3 +0\n")
        .contains("60 items, 1 ambiguous left out; ");
  }

  @Test
  void saysWhenThePackHasChangedSinceTheTraining() throws IOException {
    run(0, "topics", "train", items, "--packs", folder, "--into", folder);
    Files.writeString(folder.resolve("elections.yaml"), ELECTIONS.replace("0.6", "0.7"));
    assertThat(run(1, "topics", "check", "--packs", folder))
        .contains("  the pack has changed since the weights of its words were trained");
  }

  @Test
  void writesNoWeightsThatDoNotPay() throws IOException {
    Files.writeString(
        folder.resolve("elections.yaml"),
        ELECTIONS
            .replace(
                "référendum]", "référendum, urnes, bureau de vote, dépouillement, second tour]")
            .replace("[miss,", "[miss, référendum entreprise, grâce présidentielle,"));
    String trained = run(0, "topics", "train", items, "--packs", folder, "--into", folder);
    assertThat(trained)
        .contains("elections: the words do not pay, no weights are written: F1 -0.0");
    assertThat(weights).doesNotExist();

    Files.writeString(
        weights,
        """
        # topic: elections
        # format: 1
        # pack: 0
        threshold\t1
        pack\tscore\t1
        pack\tmatch\t0
        """);
    assertThat(run(0, "topics", "train", items, "--packs", folder, "--into", folder))
        .endsWith(weights + " is of an earlier training; remove it\n");
  }

  @Test
  void refusesTopicsThatNoPackDescribes() {
    assertThat(run(2, "topics", "train", items, "--topics", "elections"))
        .contains("--topics: no topic is called 'elections', only ceasefire, coalition");
    assertThat(run(2, "topics", "train", items, "--beta", "0")).contains("--beta must be");
  }

  @Test
  void whereNothingCanBeTrainedThereAreNoFigures() {
    assertThat(run(1, "topics", "train", items, "--topics", "summit"))
        .startsWith(
            """
            60 items
            summit: not trained: only 0 of the items have the topic, at least 20 are needed
            """)
        .contains("labels of topics without a pack are ignored: elections (25)\n");
  }

  @Test
  void evaluateNamesLinesWithWrongLabelsAndPhasesThatAreNotGiven() throws IOException {
    Files.writeString(
        items,
        """
        {"id":"a","title":"Les enjeux du sommet de l'Otan","labels":["summit"],"phases":{"summit":"-"}}
        {"id":"b","title":"Sommet","labels":["summit"],"phases":{"summit":"hold"}}
        """);
    assertThat(run(1, "evaluate", items))
        .containsPattern("\nsummit +1 +0 +0.00 +0 +– +–\n")
        .contains("mine.jsonl:2: phases.summit: 'hold' is no phase of it");
  }

  @Test
  void evaluateCountsKindsOfMissesInJsonToo() {
    assertThat(run(0, "evaluate", items, "--packs", folder))
        .contains(
            """

            TOPIC      MISS    KIND                               COUNT  HARD NEGATIVES  EXAMPLE
            elections  missed  no signal                          16                     e05
            elections  false   by several signals, greatest vote  5      5               e04
            """);
    assertThat(run(0, "evaluate", items, "--packs", folder, "--json"))
        .contains(
            "{\"topic\":\"elections\",\"miss\":\"missed\",\"kind\":\"no signal\",\"count\":16,"
                + "\"hardNegatives\":0,\"example\":\"e05\"}");
  }
}
