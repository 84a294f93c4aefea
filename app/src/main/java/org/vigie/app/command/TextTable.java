package org.vigie.app.command;

import java.util.ArrayList;
import java.util.List;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.SafeText;

/// Columns for people, as wide as their widest cell.
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... head) {
    rows.add(List.of(head));
  }

  /// Adds a row; text from outside is made harmless.
  void addRow(String... cells) {
    rows.add(List.of(cells).stream().map(SafeText::toLine).toList());
  }

  void print(Terminal terminal) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - length(row.get(i)) + 2);
      }
      terminal.printLine(line.toString().stripTrailing());
    }
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
