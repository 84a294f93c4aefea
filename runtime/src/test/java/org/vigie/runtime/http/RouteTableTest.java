package org.vigie.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private static final RouteHandler NOTHING = request -> HttpReply.text(200, "text/plain", "");
  private static final Route ROOT = Route.get("/", NOTHING);
  private static final Route LIST = Route.get("/stories", NOTHING);
  private static final Route ONE = Route.get("/stories/{id}", NOTHING);
  private static final Route REMOVE = new Route("DELETE", "/stories/{id}", NOTHING);
  private static final Route LATEST = Route.get("/stories/latest", NOTHING);
  private static final Route ITEM = Route.get("/stories/{id}/items/{item}", NOTHING);
  private static final Route ADD = new Route("POST", "/imports", NOTHING);

  private final RouteTable table =
      new RouteTable(List.of(ROOT, LIST, ONE, REMOVE, LATEST, ITEM, ADD));

  @Test
  void findsByPathAndMethod() {
    assertThat(table.find("GET", "/")).isEqualTo(found(ROOT, Map.of()));
    assertThat(table.find("GET", "/stories")).isEqualTo(found(LIST, Map.of()));
    assertThat(table.find("GET", "/stories/7")).isEqualTo(found(ONE, Map.of("id", "7")));
    assertThat(table.find("DELETE", "/stories/7")).isEqualTo(found(REMOVE, Map.of("id", "7")));
    assertThat(table.find("GET", "/stories/7/items/b"))
        .isEqualTo(found(ITEM, Map.of("id", "7", "item", "b")));
  }

  @Test
  void prefersALiteralToAParameter() {
    assertThat(table.find("GET", "/stories/latest")).isEqualTo(found(LATEST, Map.of()));
  }

  @Test
  void decodesParametersAfterPartingTheSegments() {
    assertThat(table.find("GET", "/stories/a%2Fb%C3%A9"))
        .isEqualTo(found(ONE, Map.of("id", "a/bé")));
  }

  @Test
  void answersHeadByGet() {
    assertThat(table.find("HEAD", "/stories")).isEqualTo(found(LIST, Map.of()));
    assertThat(table.find("HEAD", "/imports"))
        .isEqualTo(new RouteTable.OtherMethod(Set.of("POST")));
  }

  @Test
  void namesTheOtherMethodsOfAPath() {
    assertThat(table.find("PUT", "/stories/7"))
        .isEqualTo(new RouteTable.OtherMethod(Set.of("DELETE", "GET", "HEAD")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/storie", "/stories/", "/stories/7/", "/stories/7/items", "/STORIES", "*"})
  void knowsNoOtherPath(String path) {
    assertThat(table.find("GET", path)).isEqualTo(new RouteTable.UnknownPath());
  }

  @Test
  void refusesRoutesThatAnswerTheSameRequests() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RouteTable(List.of(LIST, Route.get("/stories", NOTHING))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RouteTable(List.of(ONE, Route.get("/stories/{name}", NOTHING))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stories", "/stories/", "/a//b", "/{a}b", "/*", "/a?b"})
  void refusesPathsOfAnotherForm(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> Route.get(path, NOTHING));
  }

  private static RouteTable.Match found(Route route, Map<String, String> parameters) {
    return new RouteTable.MatchedRoute(route, parameters);
  }
}
