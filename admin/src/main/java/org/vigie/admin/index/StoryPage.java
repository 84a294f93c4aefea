package org.vigie.admin.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some of the stories of a list.
///
/// @param stories those told most recently first
/// @param next the cursor of the following page; null if there is none
public record StoryPage(List<StoryCard> stories, @Nullable String next) {}
