/// A real Kafka broker inside this process, for the runs and tests that have no cluster.
///
/// [org.vigie.broker.EmbeddedBroker] is the one door. Behind it: a lock on the data directory, the
/// formatted storage, two ports of loopback, and Kafka's own server with the settings of a single
/// small node. Everything else in Vigie sees an address and could as well be talking to a cluster.
@NullMarked
package org.vigie.broker;

import org.jspecify.annotations.NullMarked;
