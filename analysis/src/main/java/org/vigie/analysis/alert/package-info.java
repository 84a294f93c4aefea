/// From accepted item versions to alerts.
///
/// [ItemDecider] classifies a version and determines its audience ([AudienceRules]) and the
/// matching subscriptions. Once the story of the item is known, [AlertDecider] decides for each
/// pair of story and subscription whether an alert is raised. [Backtest] runs both over past items
/// in memory. All classes are free of I/O; the stages of the topology call them and keep their
/// state.
@NullMarked
package org.vigie.analysis.alert;

import org.jspecify.annotations.NullMarked;
