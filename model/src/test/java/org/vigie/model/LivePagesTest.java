package org.vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LivePagesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "EN DIRECT - Yémen : la trêve tient",
        "EN DIRECT – Yémen : la trêve tient",
        "EN DIRECT. Yémen : la trêve tient",
        "EN DIRECT, Yémen : la trêve tient",
        "En direct, Yémen : la trêve tient",
        "En direct : la trêve tient au Yémen",
        "En\u00a0direct\u202f: la trêve tient au Yémen",
        "[EN DIRECT] La trêve tient au Yémen",
        "[En direct] La trêve tient au Yémen",
        "(Direct) La trêve tient au Yémen",
        "🔴 EN DIRECT. La trêve tient au Yémen",
        "🔴 DIRECT | La trêve tient au Yémen",
        "🔴 URGENT – En direct : la trêve tient au Yémen",
        "++EN DIRECT++ La trêve tient au Yémen",
        "DIRECT. Yémen : la trêve tient",
        "Direct – La trêve tient au Yémen",
        "Direct : la trêve tient au Yémen",
        "LIVE. La trêve tient au Yémen",
        "Live - La trêve tient au Yémen",
        "DIRECT VIDÉO - La trêve tient au Yémen",
        "EN DIRECT Yémen : la trêve tient",
        "La trêve tient au Yémen [EN DIRECT]",
        "Guerre au Yémen, en direct : la trêve tient",
        "Guerre au Yémen en direct : la trêve tient",
        "Yémen en direct : la trêve tient",
        "Trêve au Yémen : suivez en direct la séance du Conseil",
        "Trêve au Yémen : suivez notre direct",
        "Trêve au Yémen : suivez la journée minute par minute",
        "Trêve au Yémen : revivez la séance en direct",
        "LE DIRECT - La trêve tient au Yémen",
        "Le direct. La trêve tient au Yémen",
        "DIRECT Trêve au Yémen : le port rouvre",
        "En direct Yémen. La trêve tient",
        "Sommet de l’Organisation en direct : les délégations arrivent",
        "Yémen : le point en direct",
        "Yémen, jour 5 de la trêve : le fil en direct",
        "Yémen : le direct de la journée",
        "Trêve au Yémen : le live de ce mardi",
        "Yémen LIVE : la trêve tient",
        "Liveblog Yémen : la trêve tient",
        "Minute par minute : la nuit de la trêve"
      })
  void headlinesOfLivePages(String title) {
    assertThat(isLive(title, "https://phare.example/monde/article-1")).isTrue();
    assertThat(isLive(title, null)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vol direct Paris-Sanaa : la ligne rouvre",
        "Direct et franc, le ministre répond",
        "Impact direct d’un missile à Aden",
        "Des pourparlers directs s’ouvrent à Mascate",
        "« Direct action », un film sur la ZAD",
        "« En direct », le roman d’une présentatrice",
        "En direct de Sanaa : une nuit de trêve",
        "EN DIRECT DE SANAA",
        "EN DIRECT de Sanaa, notre correspondante raconte",
        "Mort en direct : ce que l’on sait",
        "De la rupture au divorce en direct : récit",
        "Le Direct reçoit la ministre des affaires étrangères",
        "Une journaliste touchée en plein direct",
        "Il annonce sa démission en direct, les studios se taisent",
        "Live-action : le film qui partage",
        "Live Aid : quarante ans après",
        "Les lives de TikTok inquiètent",
        "Six millions de téléspectateurs ont suivi en direct l’ouverture du sommet",
        "Directive européenne : ce qui change",
        "À quelle heure et sur quelle chaîne suivre la séance en direct ?",
        "Comment suivre en direct le discours du ministre",
        "Le direct du gauche du ministre",
        "Poutine en direct : « Nous vaincrons »",
        "Suivre la finale en direct à la télé",
        "Suivez en direct l’émission consacrée au Yémen",
        "« EN DIRECT » de Sanaa, un livre d’heures",
        "Direct Assurances : une amende",
        "DIRECT ENERGIE CHANGE DE NOM",
        "LIVE À SANAA : le disque d’un exil",
        ""
      })
  void headlinesThatAreNone(String title) {
    assertThat(isLive(title, "https://phare.example/monde/article-1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://phare.example/live/yemen",
        "https://phare.example/monde/live/2026/02/03/yemen_1.html",
        "https://phare.example/monde/direct/yemen",
        "https://phare.example/monde/en-direct/yemen-1",
        "https://phare.example/monde/en_direct/yemen-1",
        "https://phare.example/monde/live-blog/yemen/1.html",
        "https://phare.example/monde/minute-par-minute/1.html",
        "https://phare.example/monde/EN-DIRECT-la-treve-tient-au-yemen-20260203#xtor=RSS-1",
        "https://phare.example/monde/en-direct-la-treve-tient-au-yemen-20260203_AB12/",
        "https://phare.example/monde/direct-guerre-au-yemen-la-treve-tient_1.html",
        "https://phare.example/monde/live-yemen-infos-en-direct-1",
        "https://phare.example/monde/yemen-suivez-la-seance-en-direct_1.html",
        "https://phare.example/monde/yemen-la-treve-tient-suivez-notre-direct-03-02-2026-AB.php"
      })
  void addressesOfLivePages(String url) {
    assertThat(isLive("La trêve tient au Yémen", url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://phare.example/live-music/yemen",
        "https://phare.example/musique/live/une-nuit-a-sanaa",
        "https://phare.example/monde/en-direct-de-sanaa-une-nuit-de-treve",
        "https://phare.example/direct",
        "https://phare.example/en-direct/",
        "https://phare.example/replay-radio/en-direct/la-treve",
        "https://phare.example/%C3%A9missions/en-direct/la-treve",
        "https://phare.example/emissions/le-direct/la-treve",
        "https://phare.example/monde/vol-direct-paris-sanaa",
        "https://phare.example/direct-energie-rachete-un-concurrent",
        "https://phare.example/monde/direct-action-un-film-sur-la-zad",
        "https://phare.example/liverpool/la-treve",
        "https://phare.example/article?section=/live/x",
        "https://live.example/monde/la-treve"
      })
  void addressesThatAreNone(String url) {
    assertThat(isLive("La trêve tient au Yémen", url)).isFalse();
  }

  @Test
  void categories() {
    Content content = Content.of("La trêve tient au Yémen", "");
    assertThat(LivePages.isLivePage(content.withCategories(List.of("Monde", "En direct"))))
        .isTrue();
    assertThat(LivePages.isLivePage(content.withCategories(List.of("Live")))).isTrue();
    assertThat(LivePages.isLivePage(content.withCategories(List.of("Live", "Musique")))).isFalse();
    assertThat(LivePages.isLivePage(content.withCategories(List.of("Vols directs")))).isFalse();
  }

  @Test
  void aProgrammeThatWasBroadcastLiveIsNone() {
    assertThat(isLive("EN DIRECT - La matinale", "https://phare.example/replay-emissions/m/x"))
        .isFalse();
  }

  @Test
  void longTextsCostLittle() {
    String title = "suivez ".repeat(2_000) + "\u00a0".repeat(2_000) + "a'".repeat(2_000);
    assertThat(isLive(title, "https://a.example/" + "suivez-".repeat(2_000))).isFalse();
  }

  private static boolean isLive(String title, @Nullable String url) {
    return LivePages.isLivePage(Content.of(title, "").withUrl(url));
  }
}
