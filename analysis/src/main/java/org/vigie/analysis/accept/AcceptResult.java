package org.vigie.analysis.accept;

import org.vigie.model.Item;

/// The result of accepting one reading.
public sealed interface AcceptResult {
  /// The reading is of an unknown item, which is passed on to be decided.
  record NewItem(Item item) implements AcceptResult {}

  /// The reading is a version of a known item with a content that the item has never had; it is
  /// passed on to be decided.
  ///
  /// @param before newest version before this one
  record NewVersion(Item before, Item item) implements AcceptResult {}

  /// The reading is an imported item that was unknown; it is archived and not decided.
  record ImportedItem(Item item) implements AcceptResult {}

  /// The reading is an import of a known item; it creates no version.
  record KnownImport(String item) implements AcceptResult {}

  /// The reading repeats a version that the item has had before.
  record RepeatedItem(String item) implements AcceptResult {}
}
