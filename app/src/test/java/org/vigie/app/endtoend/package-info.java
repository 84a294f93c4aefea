/// The whole path, from feeds on loopback to deliveries, as one contract that every kind of Kafka
/// must keep: the embedded broker, a broker in a container, three brokers of which one dies, and
/// the roles in containers of their own. What needs Docker is skipped where none answers.
///
/// [EndToEndContract] says what must hold, [Roles] are the three public doors at work, [Newsstand]
/// is the press, [Postbox] the people, and [Books] compares what all of them say happened.
@NullMarked
package org.vigie.app.endtoend;

import org.jspecify.annotations.NullMarked;
