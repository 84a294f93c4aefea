/// The whole path, from feeds on loopback to deliveries, as one contract that every kind of Kafka
/// must keep: the embedded broker, a broker in a container, three brokers of which one dies, and
/// the roles in containers of their own. Tests that need Docker are skipped if no engine answers.
///
/// [EndToEndContract] states what must hold, [RunningRoles] runs the three roles, [TestFeedServer]
/// serves the feeds, [InMemorySender] receives the alerts, and [DeliveryAssertions] compares their
/// results.
@NullMarked
package org.vigie.app.endtoend;

import org.jspecify.annotations.NullMarked;
