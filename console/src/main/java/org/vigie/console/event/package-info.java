/// Live events for many viewers, as server-sent events.
///
/// What the index hears becomes a frame once ([EventHub]) and is written to each viewer by the
/// thread of its request ([EventViewer]). A viewer that does not keep up is disconnected, so that
/// it slows nobody and takes no memory; it comes back with the id of the last event it has seen.
@NullMarked
package org.vigie.console.event;

import org.jspecify.annotations.NullMarked;
