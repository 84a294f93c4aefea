/// The `vigie` command. [Main] parses the arguments, runs the command and maps its result to an
/// exit code; it has no other logic.
///
/// Packages below: `terminal` (streams, environment and signals of the process), `settings` (the
/// configuration and the origin of each value), `pipeline` (the roles assembled), `command` (one
/// class per command). Commands may use all the others; none of the others knows a command.
@NullMarked
package org.vigie.app;

import org.jspecify.annotations.NullMarked;
