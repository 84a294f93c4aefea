package org.vigie.admin.index;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Outlet;

/// The newest version of an article as a list shows it.
///
/// @param id of the article
/// @param version of its text
/// @param outlet who published it
/// @param headline its title, or the first words of its text
/// @param summary at most 500 UTF-16 units; may be empty
/// @param url `http` or `https`; null if it has none
/// @param seen when this version could first be read
/// @param published as the press says; null if it does not
/// @param topics by the topic packs of this process, those with the highest score first
/// @param countries ISO codes
/// @param marks words of headline and summary that speak for the topics, or for the query of a
///     search
/// @param livePage whether it is rewritten for as long as an event lasts
public record ArticleCard(
    String id,
    String version,
    Outlet outlet,
    String headline,
    String summary,
    @Nullable String url,
    Instant seen,
    @Nullable Instant published,
    List<TopicFound> topics,
    List<String> countries,
    List<TextMark> marks,
    boolean livePage) {}
