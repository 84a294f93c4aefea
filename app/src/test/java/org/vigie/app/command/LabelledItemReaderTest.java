package org.vigie.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.analysis.evaluate.LabelledItem;
import org.vigie.analysis.topic.TopicPacks;
import org.vigie.app.CapturedTerminal;

final class LabelledItemReaderTest {
  private final LabelledItemReader reader = new LabelledItemReader(TopicPacks.bundled());

  private LabelledItem read(String fields) {
    return reader.readLabelled("{\"id\":\"a\",\"title\":\"Trêve\"," + fields + "}");
  }

  @Test
  void readsWhatAReaderSaid() {
    LabelledItem item =
        read(
            """
            "labels":["sanctions","summit"],"phases":{"sanctions":"imposed","summit":"-"},\
            "hard_negative":true,"ambiguous":true,"note":"doubtful","published":NaN
            """);
    assertThat(item.labels()).containsExactlyInAnyOrder("sanctions", "summit");
    assertThat(item.phases()).isEqualTo(Map.of("sanctions", "imposed", "summit", "-"));
    assertThat(item.hardNegative()).isTrue();
    assertThat(item.ambiguous()).isTrue();
    assertThat(item.note()).isEqualTo("doubtful");
    assertThat(read("\"labels\":[],\"note\":null").note()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "summary":"x"                                | 'labels' is missing
          "labels":null                                | labels must be a list of topics
          "labels":"summit"                            | labels must be a list of topics
          "labels":["summit",null]                     | labels[1] must be the id of a topic
          "labels":[],"ambiguous":null                 | ambiguous must be true or false
          "labels":[],"hard_negative":"yes"            | hard_negative must be true or false
          "labels":[],"note":1                         | note must be a text
          "labels":[],"phases":[]                      | phases must be an object of topics and their phases
          "labels":[],"phases":null                    | phases must be an object of topics and their phases
          "labels":[],"phases":{"summit":null}         | phases.summit must be the id of a phase, or "-"
          "labels":[],"phases":{"sumit":"held"}        | phases.sumit: no pack is of this topic; did you mean 'summit'?
          "labels":["summit"],"phases":{"summit":"hold"} | phases.summit: 'hold' is no phase of it, only announced, held, postponed; did you mean 'held'?
          """)
  void namesTheFieldThatIsWrong(String fields, String message) {
    assertThatThrownBy(() -> read(fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void labelsWithoutAPackAreIgnoredAndTold() {
    read("\"labels\":[\"ceasefre\",\"elections\"],\"phases\":{\"elections\":\"held\"}");
    assertThat(read("\"labels\":[\"elections\"]").labels()).containsExactly("elections");
    CapturedTerminal terminal = CapturedTerminal.of("");
    reader.reportIgnored(terminal.terminal());
    assertThat(terminal.err())
        .isEqualTo(
            "labels of topics without a pack are ignored: ceasefre (1; did you mean"
                + " 'ceasefire'?), elections (2)\n");
  }
}
