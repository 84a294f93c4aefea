/// The roles put together.
///
/// [Pipeline] runs all of them on an embedded broker in this process: what `up` and `demo` are.
/// [Cluster] is where every other command finds Kafka. [Wishes] is how commands read and write what
/// people want: feeds and subscriptions. [RoleSettings] turns the configuration into the records
/// that the modules own.
@NullMarked
package org.vigie.app.pipeline;

import org.jspecify.annotations.NullMarked;
