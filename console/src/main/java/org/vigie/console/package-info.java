/// The console: a REST API, live events, Atom feeds and the page of a desk, for people and scripts.
///
/// [ConsoleRole] is the door. What is asked and changed goes through `admin`; nothing here knows
/// Kafka.
@NullMarked
package org.vigie.console;

import org.jspecify.annotations.NullMarked;
