package org.vigie.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.model.Outlet;
import org.vigie.wire.SubscriptionLine;

class KnownOutletsTest {
  private final KnownOutlets known =
      KnownOutlets.of(Stream.of("Le Monde", "Libération", "RTL", "Les Échos").map(Outlet::named));

  private static List<NamedOutlet> named(String name) {
    return List.of(new NamedOutlet("outlets[0]", name));
  }

  @Test
  void takesAKnownOneInAnySpellingOfItsId() {
    for (String name : List.of("Le Monde", "le-monde", "LIBERATION", "les échos")) {
      assertThat(known.check(named(name), false)).isEmpty();
    }
  }

  @Test
  void refusesATypingErrorUnlessItIsMeant() {
    for (String name : List.of("Le Mnde", "Monde", "le mondr")) {
      assertThatThrownBy(() -> known.check(named(name), false))
          .isInstanceOfSatisfying(
              AdminException.InvalidRequest.class,
              e -> assertThat(e.field()).isEqualTo("outlets[0]"))
          .hasMessage("no feed and no article here is of '" + name + "'; did you mean 'Le Monde'?");
    }
    assertThat(known.check(named("Le Mnde"), true))
        .containsExactly("no feed and no article here is of 'Le Mnde' yet; it is not 'Le Monde'");
  }

  @Test
  void warnsOfOneThatNobodyHasMet() {
    assertThat(known.check(named("RFI"), false))
        .containsExactly("no feed and no article here is of 'RFI' yet");
  }

  @Test
  void readsTheQueryToo() {
    SubscriptionLine line =
        SubscriptionLine.read(
            "{\"id\":\"a\",\"query\":\"Kiev outlet:le-mnde\",\"exceptOutlets\":[\"RTL\"]}");
    assertThat(NamedOutlet.listOf(line))
        .containsExactly(
            new NamedOutlet("exceptOutlets[0]", "RTL"), new NamedOutlet("query", "le-mnde"));
  }
}
