package org.vigie.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/// Every view of the console, with the address and an element that is there once it has loaded.
enum ConsoleViews {
  NOW("now", "/", "[data-testid=story]"),
  STORY("story", "/stories/" + SampleStories.id("sanctions-flotte"), "[data-testid=version]"),
  LONG_STORY(
      "story-long", "/stories/" + SampleStories.id("sanctions-longues"), "[data-testid=version]"),
  SUBSCRIPTIONS("subscriptions", "/subscriptions", "[data-testid=subscription]"),
  NEW_SUBSCRIPTION(
      "new-subscription",
      "/subscriptions/new?text=tr%C3%AAve&topic=ceasefire",
      ".preview [data-testid=article]"),
  SUBSCRIPTION("subscription", "/subscriptions/europe-est", ".preview [data-testid=article]"),
  ARCHIVE("archive", "/archive?topic=sanctions", "[data-testid=article]"),
  RUNS("runs", "/runs", "#replays-title"),
  OPERATIONS("operations", "/operations", "[data-testid=group]");

  private final String picture;
  private final String path;
  private final String loaded;

  ConsoleViews(String picture, String path, String loaded) {
    this.picture = picture;
    this.path = path;
    this.loaded = loaded;
  }

  /// The name of its picture.
  String picture() {
    return picture;
  }

  /// Opens it in a tab that has a session, and waits until it is complete.
  void show(ConsoleTab tab) {
    tab.go(path);
    tab.awaitConnection();
    assertThat(tab.page().locator(loaded).first()).isVisible();
    assertThat(tab.page().locator(".loading")).hasCount(0);
  }
}
