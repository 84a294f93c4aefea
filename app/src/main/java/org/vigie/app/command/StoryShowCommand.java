package org.vigie.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.admin.Stories;
import org.vigie.app.terminal.Terminal;
import org.vigie.app.time.DisplayTime;
import org.vigie.model.SafeText;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie stories show`: the articles of a story.
@Command(
    name = "show",
    description = "Lists the articles of a story, from the archive, with their versions.",
    mixinStandardHelpOptions = true)
final class StoryShowCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private ZoneOption zone = new ZoneOption();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Parameters(
      paramLabel = "ID",
      description = "The id of a story or of an alert of it; first letters do.")
  private String id = "";

  StoryShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DisplayTime display = zone.createDisplay(cluster.settings(terminal));
    Stories.StoryDetails story =
        AdminCalls.call(cluster, terminal, admin -> admin.stories().show(id));
    if (json) {
      terminal.printLine(Json.toText(story));
      return 0;
    }
    terminal.printLine("story " + SafeText.toLine(story.id()));
    story.articles().forEach(article -> print(article, display));
    if (!story.complete()) {
      terminal.printStatus(
          "vigie: the story has no topic, so only its first article and those that alerted are"
              + " known");
    }
    return 0;
  }

  private void print(Stories.StoryArticle article, DisplayTime display) {
    List<Stories.ArticleVersion> versions = article.versions();
    Stories.ArticleVersion newest = versions.getLast();
    terminal.printLine("");
    terminal.printLine(
        Stream.of(
                display.format(versions.getFirst().seen()),
                SafeText.toLine(article.outlet()),
                versions.size() == 1 ? "" : versions.size() + " versions")
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("  ")));
    terminal.printLine("  " + describeHeadline(newest));
    for (int i = versions.size() - 2; i >= 0; i--) {
      if (!versions.get(i).headline().equals(versions.get(i + 1).headline())) {
        terminal.printLine(
            "  until "
                + display.format(versions.get(i + 1).seen())
                + ": "
                + describeHeadline(versions.get(i)));
      }
    }
    if (article.url() != null) {
      terminal.printLine("  " + SafeText.toLine(article.url()));
    }
  }

  private static String describeHeadline(Stories.ArticleVersion version) {
    return version.headline().isBlank() ? "(no headline)" : SafeText.toLine(version.headline());
  }
}
