/// The numbers of a process, in Prometheus' text format. [Metrics] is a thin layer over Micrometer:
/// callers see types of the JDK only.
@NullMarked
package org.vigie.runtime.metrics;

import org.jspecify.annotations.NullMarked;
