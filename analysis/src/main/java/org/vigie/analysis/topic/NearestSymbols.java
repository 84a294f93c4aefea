package org.vigie.analysis.topic;

import java.util.Arrays;

/// The last position of each symbol in a passage that is read from its end, which is the nearest to
/// the right of the current token. Symbols share slots: the recorded position may be nearer than
/// the real one, never farther.
///
/// One instance serves all passages of a text, since filling it takes longer than reading a
/// headline: each passage is put in front of the one before, out of reach of its rules.
final class NearestSymbols {
  private static final int SLOTS = 2048;

  /// More than a rule reaches beyond the end of a passage.
  private static final int DISTANCE = PackPhrase.MAX_GAP + 1;

  private final int[] positions = new int[SLOTS];

  /// Where the current passage begins.
  private int begin;

  NearestSymbols() {
    Arrays.fill(positions, Integer.MAX_VALUE);
  }

  /// Begins a passage of this number of tokens.
  void openPassage(int length) {
    begin -= length + DISTANCE;
  }

  /// Returns whether a symbol may stand at or before a position of the current passage.
  boolean isWithin(int symbol, int last) {
    return positions[slot(symbol)] <= begin + last;
  }

  /// Records the symbols of the current position, which is before all others.
  void setAll(int[] symbols, int position) {
    for (int symbol : symbols) {
      positions[slot(symbol)] = begin + position;
    }
  }

  private static int slot(int symbol) {
    return symbol & (SLOTS - 1);
  }
}
