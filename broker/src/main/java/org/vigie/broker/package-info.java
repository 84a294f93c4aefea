/// A real Kafka broker inside this process, for runs and tests without a cluster.
///
/// [org.vigie.broker.EmbeddedBroker] is the only public class. It holds a lock on the data
/// directory, the formatted storage, two loopback ports, and Kafka's own server with the settings
/// of a single small node. All other modules see only an address, as with any cluster.
@NullMarked
package org.vigie.broker;

import org.jspecify.annotations.NullMarked;
