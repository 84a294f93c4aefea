/// What a process talks to: its streams, its environment, its clock, the signal that ends it.
///
/// Text from outside passes [Terminal#clean] before it is printed for a person, so that a headline
/// cannot move the cursor or ring the bell. Results go to standard output, everything said about
/// the work to standard error.
@NullMarked
package org.vigie.app.terminal;

import org.jspecify.annotations.NullMarked;
