package org.vigie.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vigie.console.access.AccessControl;
import org.vigie.console.access.AccessTokens;
import org.vigie.console.api.ApiDocument;
import org.vigie.console.api.ApiRoute;
import org.vigie.console.api.ApiRoutes;
import org.vigie.console.event.EventHub;

/// Holds the routes and the OpenAPI document to each other.
class ApiRoutesTest {
  @Test
  void theDocumentHasTheRoutesWithTheirLevelsAndNoOthers() {
    Map<String, String> documented =
        new ApiContract()
            .operations().stream()
                .collect(
                    Collectors.toMap(
                        Object::toString, ApiContract.Operation::level, (a, b) -> a, TreeMap::new));
    assertThat(levelsOfRoutes()).isEqualTo(documented);
  }

  private static Map<String, String> levelsOfRoutes() {
    try (ConsoleFixture console = ConsoleFixture.withoutKafka(List.of())) {
      return routes(console).stream()
          .collect(
              Collectors.toMap(
                  route -> route.method() + " " + route.path(),
                  route -> route.level().map(Object::toString).orElse("none"),
                  (a, b) -> a,
                  TreeMap::new));
    }
  }

  static List<ApiRoute> routes(ConsoleFixture console) {
    return ApiRoutes.of(
        console.services,
        new AccessControl(new AccessTokens(Map.of()), List.of(), console.clock, () -> 0),
        new EventHub(),
        ApiDocument.read(),
        console.clock);
  }
}
