package org.vigie.app.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigie.app.filter.LineFilter;
import org.vigie.app.terminal.Terminal;
import org.vigie.ingest.feed.Entry;
import org.vigie.ingest.feed.FeedDocument;
import org.vigie.ingest.feed.FeedReader;
import org.vigie.ingest.feed.Unreadable;
import org.vigie.ingest.item.IdentifiedEntry;
import org.vigie.ingest.item.ItemIdProposer;
import org.vigie.ingest.item.OutletResolver;
import org.vigie.model.Content;
import org.vigie.model.LivePages;
import org.vigie.model.Outlet;
import org.vigie.wire.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie parse`: what feed documents say, as JSON Lines.
@Command(
    name = "parse",
    description = "Reads feed documents; prints their entries as JSON Lines, none left out.",
    mixinStandardHelpOptions = true)
public final class ParseCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--url",
      paramLabel = "BASE",
      description = "Where the document came from; relative links refer to it.")
  private @Nullable URI base;

  @Option(
      names = "--content-type",
      paramLabel = "CT",
      description = "As the server gave it; a hint for the encoding.")
  private @Nullable String contentType;

  @Option(
      names = "--outlet",
      paramLabel = "NAME",
      description = "Who published it; default: the host of the channel's link, else the folder.")
  private @Nullable String outlet;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Feed documents.")
  private List<Path> files = List.of();

  public ParseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// One line of the answer.
  private record EntryRow(
      String file,
      String id,
      @Nullable String guid,
      @Nullable String url,
      String title,
      String summary,
      @Nullable String body,
      @Nullable String author,
      @Nullable Instant published,
      @Nullable Instant updated,
      List<String> categories,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean livePage) {}

  @Override
  public Integer call() {
    FeedReader reader = new FeedReader(terminal.clock());
    LineFilter filter = new LineFilter(terminal, "parse");
    for (Path file : files) {
      try {
        switch (reader.read(Files.readAllBytes(file), contentType, base)) {
          case FeedDocument document -> print(file, document);
          case Unreadable unreadable -> filter.reportProblem(file + ": " + unreadable.reason());
        }
      } catch (IOException e) {
        filter.reportProblem(file + ": cannot be read: " + e.getMessage());
      }
    }
    terminal.flush();
    return filter.exitCode();
  }

  private void print(Path file, FeedDocument document) {
    for (IdentifiedEntry named :
        ItemIdProposer.proposeIds(findOutlet(file, document), document.entries())) {
      terminal.printLine(Json.toText(toRow(file, named)));
    }
  }

  private Outlet findOutlet(Path file, FeedDocument document) {
    if (outlet != null) {
      return Outlet.named(outlet);
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path name = folder == null ? null : folder.getFileName();
    return OutletResolver.resolveForDocument(
        document, Map.of(), name == null ? "unknown" : name.toString());
  }

  private static EntryRow toRow(Path file, IdentifiedEntry named) {
    Entry entry = named.entry();
    Content content = entry.content();
    return new EntryRow(
        file.toString(),
        named.id(),
        entry.guid(),
        content.url(),
        content.title(),
        content.summary(),
        content.body(),
        content.author(),
        content.published(),
        content.updated(),
        content.categories(),
        LivePages.isLivePage(content));
  }
}
