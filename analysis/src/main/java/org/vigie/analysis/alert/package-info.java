/// Who is to be told what: from accepted item versions to alerts.
///
/// [Decider] says what a version is about, whom it may reach ([AudienceRules]) and which
/// subscriptions it concerns. Once the story of the item is known, [Alerting] says, pair by pair of
/// story and subscription, whether that raises an alert. [Backtest] runs both over past items in
/// memory. All of it is plain functions of records; the stages of the topology call them and keep
/// the state.
@NullMarked
package org.vigie.analysis.alert;

import org.jspecify.annotations.NullMarked;
