/// Assembles the roles.
///
/// [RoleAssembly] runs the roles of a process with their metrics and management address: all of
/// them for `up` and `demo`, one for `run`. [Cluster] finds or starts the Kafka of a command.
/// [RoleSettings] turns the configuration into the settings records of the modules.
@NullMarked
package org.vigie.app.pipeline;

import org.jspecify.annotations.NullMarked;
