package org.vigie.app.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.SafeText;

/// Columns for people, as wide as their widest cell. Where that is more than the terminal has, the
/// widest columns are shortened, the first one, which names the row, last of all. Columns of which
/// a part says nothing, such as times, stay whole.
final class TextTable {
  private static final int GAP = 2;

  /// A column is not made narrower than this for the sake of others, or than the second where that
  /// is not enough.
  private static final int[] LEAST_WIDTHS = {8, 5};

  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> wholeColumns = new HashSet<>();

  TextTable(String... head) {
    rows.add(List.of(head));
  }

  /// Keeps the columns of these heads whole.
  TextTable withWholeColumns(String... heads) {
    for (String head : heads) {
      wholeColumns.add(rows.getFirst().indexOf(head));
    }
    return this;
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
    if (terminal.columns() > 0) {
      shorten(widths, terminal.columns());
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = cut(row.get(i), widths[i]);
        line.append(cell).repeat(' ', widths[i] - length(cell) + GAP);
      }
      terminal.printLine(line.toString().stripTrailing());
    }
  }

  private void shorten(int[] widths, int columns) {
    int excess = IntStream.of(widths).sum() + GAP * (widths.length - 1) - columns;
    for (; excess > 0; excess--) {
      int widest = -1;
      for (int i = 0; widest < 0 && i < LEAST_WIDTHS.length; i++) {
        widest = findWidest(widths, 1, LEAST_WIDTHS[i]);
        if (widest < 0) {
          widest = findWidest(widths, 0, LEAST_WIDTHS[i]);
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  /// The widest column that can be shortened, to this width at least; -1 if there is none.
  private int findWidest(int[] widths, int from, int least) {
    int widest = -1;
    for (int i = from; i < widths.length; i++) {
      if (widths[i] > least
          && !wholeColumns.contains(i)
          && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  private static String cut(String cell, int width) {
    return length(cell) <= width
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
