/// The streams, environment, clock and stop signal of a process.
///
/// Text from outside passes [org.vigie.model.SafeText] before it is printed for a person, so that a
/// headline cannot move the cursor or ring the bell. Results go to standard output, messages about
/// the work to standard error.
@NullMarked
package org.vigie.app.terminal;

import org.jspecify.annotations.NullMarked;
