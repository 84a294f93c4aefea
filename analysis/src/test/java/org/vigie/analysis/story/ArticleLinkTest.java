package org.vigie.analysis.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArticleLinkTest {
  private static final String ARTICLE = "phare.test/un-cessez-le-feu-est-conclu";

  @Test
  void endingsThatIdentifyNothingAreRemoved() {
    assertThat(ArticleLink.normalize("https://www." + ARTICLE + "/amp/.amp//?utm_source=a"))
        .isEqualTo(ARTICLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maca=fr-rss-1", "wt_zmc=rss", "utm_source=a", "REF=rss", "from=rss"})
  void trackersIdentifyNothing(String parameter) {
    assertThat(ArticleLink.normalize("https://" + ARTICLE + "?" + parameter)).isEqualTo(ARTICLE);
    assertThat(ArticleLink.normalize("https://" + ARTICLE + "?id=1&" + parameter))
        .isEqualTo(ARTICLE + "?id=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/amp", ".amp"})
  void aLongEndingNeedsNoDeepStack(String part) {
    String ending = part.repeat(100_000);
    assertThat(ArticleLink.normalize("https://" + ARTICLE + ending)).isEqualTo(ARTICLE);
    assertThat(ArticleLink.normalize("https://" + ARTICLE + ending + "un-cessez-le-feu"))
        .isEqualTo(ARTICLE + ending + "un-cessez-le-feu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"&a=1", "a", "&ref=1", ".", "%C3"})
  void aLongQueryNeedsNoDeepStack(String part) {
    assertThat(ArticleLink.normalize("https://" + ARTICLE + "?b=1" + part.repeat(100_000)))
        .startsWith(ARTICLE + "?");
  }
}
