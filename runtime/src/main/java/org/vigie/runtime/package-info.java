/// What every role has in common: it starts, says how it is, and closes.
///
/// A [Role] does its work on threads of its own; a [RoleRunner] starts several in order, watches
/// their [Health] and closes them all at the same time. `demo`, `up`, `run` and the tests put their
/// processes together with it. The packages below hold what a process with roles offers to the
/// outside: `metrics`, `http` and `management`, and `settings`, which commands without roles use
/// too.
@NullMarked
package org.vigie.runtime;

import org.jspecify.annotations.NullMarked;
