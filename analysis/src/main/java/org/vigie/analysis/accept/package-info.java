/// From readings to item versions: is this an article the outlet has had, and does it say anything
/// new?
///
/// [Acceptance] compares one reading with what the outlet has published ([ItemMemory]) and says
/// what it is: a new item, a new version of a known one, history, or a repeat. Names join readings
/// inside one outlet only; that two outlets tell the same is a matter of stories. The live stage
/// keeps the memory in state stores, a backtest in maps: the rules are the same.
@NullMarked
package org.vigie.analysis.accept;

import org.jspecify.annotations.NullMarked;
