package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  private static final Outlet QUAIS = Outlet.named("Le Courrier des quais");

  @Test
  void itemIdIsTheFirstHalfOfTheHashOverOutletAndIdentity() throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest("le-courrier-des-quais\0guid-1".getBytes(StandardCharsets.UTF_8));

    assertThat(Identity.itemId(QUAIS, "guid-1"))
        .isEqualTo(HexFormat.of().formatHex(digest, 0, 16))
        .hasSize(32);
  }

  @Test
  void separatesTheHashedParts() {
    assertThat(Identity.alertId("a", "bc")).isNotEqualTo(Identity.alertId("ab", "c"));
    assertThat(Identity.alertId("a\0b", "c")).isNotEqualTo(Identity.alertId("a", "b\0c"));
  }

  @Test
  void versionIgnoresTrackersAndWhiteSpaceForm() {
    Content content = content("Le 7 mai", "L’été", "https://a.example/1?id=2", List.of("Paix"));

    assertThat(Identity.contentVersion(content))
        .isEqualTo(
            Identity.contentVersion(
                content(
                    " Le 7\u00a0mai",
                    "L’e\u0301te\u0301",
                    "https://a.example/1?id=2&utm_source=rss#xtor=RSS-3-[monde]",
                    List.of("Paix"))))
        .isNotEqualTo(
            Identity.contentVersion(
                content("Le 7mai", "L’été", "https://a.example/1?id=2", List.of("Paix"))));
  }

  @Test
  void versionDependsOnPublishedFieldsOnly() {
    Content content = content("Titre", "Résumé", "https://a.example/1", List.of("Monde", "Paix"));

    assertThat(Identity.contentVersion(content))
        .isEqualTo(
            Identity.contentVersion(
                new Content(
                    "Titre",
                    "Résumé",
                    "un corps",
                    "https://a.example/1",
                    "quelqu’un",
                    Instant.EPOCH,
                    Instant.EPOCH,
                    List.of("Paix", "Monde"))))
        .isNotEqualTo(
            Identity.contentVersion(
                content("Titre.", "Résumé", "https://a.example/1", List.of("Monde", "Paix"))))
        .isNotEqualTo(
            Identity.contentVersion(
                content("Titre", "Résumé.", "https://a.example/1", List.of("Monde", "Paix"))))
        .isNotEqualTo(
            Identity.contentVersion(
                content("Titre", "Résumé", "https://a.example/2", List.of("Monde", "Paix"))))
        .isNotEqualTo(
            Identity.contentVersion(
                content("Titre", "Résumé", "https://a.example/1", List.of("Monde"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#a", "?a=1#a", "?a=1"})
  void anAddressWithManyParametersNeedsNoDeepStack(String beginning) {
    String parameters = "&a=1".repeat(100_000);
    String kept = Identity.contentVersion(withUrl("http://phare.test/" + beginning + parameters));

    assertThat(
            Identity.contentVersion(
                withUrl("http://phare.test/" + beginning + parameters + "&utm_source=x")))
        .isEqualTo(kept);
  }

  private static Content withUrl(String url) {
    return content("Titre", "", url, List.of());
  }

  @Test
  void feedIdBeginsWithTheHost() {
    URI address = URI.create("https://WWW.Quais.example:8443/rss.xml");

    assertThat(Identity.feedId(address, QUAIS)).matches("www\\.quais\\.example/[0-9a-f]{8}");
    assertThat(Identity.feedId(address, Outlet.named("Autre")))
        .isNotEqualTo(Identity.feedId(address, QUAIS));
  }

  private static Content content(
      String title, String summary, String url, List<String> categories) {
    return Content.of(title, summary).withUrl(url).withCategories(categories);
  }
}
