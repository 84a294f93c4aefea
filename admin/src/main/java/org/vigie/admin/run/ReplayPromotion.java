package org.vigie.admin.run;

/// What a promotion gave to the notifier. The component names are those of the REST API.
///
/// @param alerts number of alerts
/// @param skipped number of alerts that share an article with one that was raised before
public record ReplayPromotion(int alerts, int skipped) {}
