/// From readings to item versions.
///
/// [ReadingAcceptor] compares a reading with the items of its outlet ([KnownItemState]) and returns
/// an [AcceptResult]: a new item, a new version of a known item, an imported item, or a repeat.
/// Aliases join readings within one outlet only; items of different outlets about one event are
/// joined by stories. The live stage keeps the state in state stores, a backtest in maps: the rules
/// are the same.
@NullMarked
package org.vigie.analysis.accept;

import org.jspecify.annotations.NullMarked;
