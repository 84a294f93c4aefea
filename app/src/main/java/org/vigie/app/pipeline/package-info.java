/// Assembles the roles.
///
/// [Pipeline] runs all of them on an embedded broker in this process, for `up` and `demo`.
/// [Cluster] finds or starts the Kafka of every other command. [RoleSettings] turns the
/// configuration into the settings records of the modules.
@NullMarked
package org.vigie.app.pipeline;

import org.jspecify.annotations.NullMarked;
