package org.vigie.admin.run;

/// What a promotion gave to the notifier. The component names are those of the REST API.
///
/// @param alerts number of stories that it gave
/// @param skipped number of the other stories of the replay: those that share an article with one
///     that was alerted before, and those of which there is nothing or nobody left to tell
public record ReplayPromotion(int alerts, int skipped) {}
