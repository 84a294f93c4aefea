package org.vigie.admin.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some of the alerts of a list.
///
/// @param alerts the newest first
/// @param next the cursor of the following page; null if there is none
public record AlertPage(List<AlertNotice> alerts, @Nullable String next) {}
