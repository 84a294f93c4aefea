package org.vigie.admin.feedback;

import org.jspecify.annotations.Nullable;
import org.vigie.model.Feedback;

/// What a reader says of an article. The component names are those of the REST API.
///
/// @param item id of the article
/// @param topic that it has wrongly or lacks; null for all that it has, or for none in particular
/// @param subscription that alerted or should have
/// @param note the reader's own words
public record FeedbackRequest(
    String item,
    Feedback.Verdict verdict,
    @Nullable String topic,
    @Nullable String subscription,
    @Nullable String note) {}
