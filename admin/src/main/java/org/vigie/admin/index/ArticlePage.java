package org.vigie.admin.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some of the articles that a search finds.
///
/// @param articles the newest first
/// @param total number of all that it finds
/// @param next the cursor of the following page; null if there is none
public record ArticlePage(List<ArticleCard> articles, long total, @Nullable String next) {}
