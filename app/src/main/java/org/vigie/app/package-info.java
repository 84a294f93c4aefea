/// The `vigie` command. [Main] reads the arguments, finds the command and gives its outcome an exit
/// code; it holds no other logic.
///
/// Packages below: `terminal` (what a process talks to), `settings` (what is configured and where
/// each value came from), `pipeline` (all roles put together), `command` (one class a command).
/// Commands may use all the others; none of the others knows a command.
@NullMarked
package org.vigie.app;

import org.jspecify.annotations.NullMarked;
