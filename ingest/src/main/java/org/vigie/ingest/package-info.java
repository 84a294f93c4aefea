/// Feeds and archives to readings: what the press publishes, as it is met, on its way into the
/// Kafka topic `vigie.readings`. Ingest proposes ids and never decides what is new: that is the
/// accept stage's.
///
/// [Ingester] polls feeds: one loop keeps the tables of wishes and facts ([FeedTable]), its share
/// of the feeds ([Ownership]) and hands what is due to virtual threads ([Round]); each polls its
/// feed, sends the readings, waits until Kafka has them all, and only then sends the facts. A
/// crash in between repeats readings and loses none.
@NullMarked
package org.vigie.ingest;

import org.jspecify.annotations.NullMarked;
