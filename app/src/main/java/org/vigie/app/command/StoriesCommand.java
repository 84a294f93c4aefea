package org.vigie.app.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.vigie.analysis.story.StoryAssigner;
import org.vigie.analysis.story.StoryState;
import org.vigie.app.filter.LineFilter;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.Audience;
import org.vigie.model.Classification;
import org.vigie.model.Content;
import org.vigie.model.DecisionRecord;
import org.vigie.model.Identity;
import org.vigie.model.Item;
import org.vigie.wire.ItemLine;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vigie stories`: which articles report the same event.
@Command(
    name = "stories",
    description = {
      "Says which articles report the same event: equal story, same event.",
      "show lists the articles of a story that Vigie has found."
    },
    mixinStandardHelpOptions = true,
    subcommands = StoryShowCommand.class)
public final class StoriesCommand implements Callable<Integer> {
  private static final Classification NOT_ASKED =
      new Classification(List.of(), List.of(), List.of(), "none");

  private final Terminal terminal;
  private final StoryAssigner stories = new StoryAssigner(StoryState.inMaps());

  /// The time of the line before; an article without a date could be read when that could.
  private Instant clock = Instant.EPOCH;

  @Parameters(
      paramLabel = "FILE",
      description =
          "JSON Lines of articles (id, title, summary, body, outlet, author, published, seen, url);"
              + " default: standard input.")
  private List<Path> files = List.of();

  public StoriesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// One line of the answer.
  private record StoryLine(String id, String story) {}

  @Override
  public Integer call() {
    LineFilter filter = new LineFilter(terminal, "stories");
    return filter.run(files, line -> printStory(ItemLine.read(line), filter));
  }

  private void printStory(ItemLine line, LineFilter filter) {
    String problem = line.dateProblem();
    if (problem != null) {
      filter.reportLineProblem(problem + "; taken for undated");
    }
    Item item = toItem(line);
    DecisionRecord.Decision decision =
        new DecisionRecord.Decision(item, NOT_ASKED, Audience.SUBSCRIBERS, item.seen());
    terminal.printLine(
        Json.toText(new StoryLine(line.id(), stories.assignStory(decision).story().id())));
  }

  private Item toItem(ItemLine line) {
    Content content = line.toContent();
    Instant seen = line.seenOr(clock);
    clock = seen;
    return Item.live(line.id(), Identity.contentVersion(content), line.toOutlet(), content, seen)
        .withUndated(content.published() == null);
  }
}
