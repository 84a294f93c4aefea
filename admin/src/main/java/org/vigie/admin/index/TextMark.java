package org.vigie.admin.index;

import org.jspecify.annotations.Nullable;

/// Words that speak for a topic or a query.
///
/// @param field `headline` or `summary`
/// @param start offset of the first UTF-16 unit in the field as it is shown
/// @param end offset behind the last one, greater than `start`
/// @param topic the id of the topic; null if they speak for a query
public record TextMark(String field, int start, int end, @Nullable String topic) {}
