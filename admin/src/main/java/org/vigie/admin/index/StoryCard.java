package org.vigie.admin.index;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.model.Outlet;

/// A story as a list shows it.
///
/// @param id of the story
/// @param version increases with every change
/// @param headline of its newest article that has a topic
/// @param summary of that article, at most 500 UTF-16 units; may be empty
/// @param url of that article, `http` or `https`; null if it has none
/// @param outlet of that article
/// @param outlets in the order in which they joined, without duplicates
/// @param sources number of independent sources among the outlets
/// @param articles number of articles
/// @param first when its first article could be read
/// @param updated when its newest article could be read
/// @param topics with the highest score first
/// @param countries ISO codes
/// @param marks words of headline and summary that speak for the topics
/// @param livePage whether its newest article is rewritten for as long as an event lasts
public record StoryCard(
    String id,
    int version,
    String headline,
    String summary,
    @Nullable String url,
    Outlet outlet,
    List<Outlet> outlets,
    int sources,
    int articles,
    Instant first,
    Instant updated,
    List<TopicFound> topics,
    List<String> countries,
    List<TextMark> marks,
    boolean livePage) {}
