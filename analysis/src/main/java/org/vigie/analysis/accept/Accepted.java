package org.vigie.analysis.accept;

import org.vigie.model.Item;

/// What a reading turned out to be.
public sealed interface Accepted {
  /// An article that was not known: goes on to be decided.
  record NewItem(Item item) implements Accepted {}

  /// A known article that says something it never said: goes on to be decided.
  ///
  /// @param before its newest version until now
  record NewVersion(Item before, Item item) implements Accepted {}

  /// An article from an import that was not known: archived, nothing more.
  record History(Item item) implements Accepted {}

  /// A known article from an import: makes no version.
  record KnownHistory(String item) implements Accepted {}

  /// A known article that says what it has said before.
  record Repeat(String item) implements Accepted {}
}
