package org.vigie.streams;

import org.jspecify.annotations.Nullable;
import org.vigie.model.Item;

/// An accepted version on its way to be decided.
///
/// @param before the version before, null for a new item
record ItemVersion(@Nullable Item before, Item item) {}
