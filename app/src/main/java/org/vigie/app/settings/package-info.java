/// What is configured, and where each value came from.
///
/// [Keys] is the table of everything that can be set, with its default and its meaning; `vigie
/// config`, the reference in `docs/configuration.md` and the reading of file and environment all
/// come from it. Reading is strict: a key that is not in the table, a key given twice or a value
/// that cannot be read stops the start and names the place. The environment may override a key, it
/// cannot invent one. Modules own the records that these values are put into; nothing here builds
/// anything that runs.
@NullMarked
package org.vigie.app.settings;

import org.jspecify.annotations.NullMarked;
