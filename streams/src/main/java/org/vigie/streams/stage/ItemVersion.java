package org.vigie.streams.stage;

import org.jspecify.annotations.Nullable;
import org.vigie.model.Item;

/// An accepted version on its way to the decide stage.
///
/// @param previous the previous version; null for a new item
public record ItemVersion(@Nullable Item previous, Item item) {}
