package org.vigie.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vigie.analysis.alert.Backtest;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.SafeText;

/// Says on which articles a run over the past could decide nothing.
final class UnjudgedItems {
  /// Articles are named if they are this few.
  private static final int MAX_NAMED = 3;

  private UnjudgedItems() {}

  /// Prints one line; nothing if there are none.
  ///
  /// @param who the command
  static void print(Terminal terminal, String who, List<Backtest.UnjudgedItem> unjudged) {
    Map<String, String> reasons = new LinkedHashMap<>();
    unjudged.forEach(one -> reasons.putIfAbsent(one.item(), one.reason()));
    int count = reasons.size();
    if (count > 0) {
      String named =
          reasons.entrySet().stream()
              .limit(MAX_NAMED)
              .map(one -> one.getKey() + " " + one.getValue())
              .collect(Collectors.joining("; "));
      terminal.printStatus(
          who
              + ": "
              + SafeText.toLine(
                  "%d %s could not be judged: %s%s"
                      .formatted(
                          count,
                          count == 1 ? "article" : "articles",
                          named,
                          count > MAX_NAMED ? "; …" : "")));
    }
  }
}
