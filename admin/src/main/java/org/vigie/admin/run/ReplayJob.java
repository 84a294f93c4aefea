package org.vigie.admin.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A replay and how far it is. The component names are those of the REST API.
///
/// @param from start of the range, inclusive; null if it is not known any more
/// @param to end of the range, exclusive; null if it is not known any more
/// @param done item versions that are decided; null if it is not known
/// @param total item versions that the run was given; null until they are copied
/// @param alerts number of alerts that it has raised; null if it is not known
/// @param problem why it failed or was interrupted; null if it did not or was not
public record ReplayJob(
    String id,
    @Nullable Instant from,
    @Nullable Instant to,
    RunState state,
    @Nullable Long done,
    @Nullable Long total,
    @Nullable Long alerts,
    @Nullable String problem) {}
