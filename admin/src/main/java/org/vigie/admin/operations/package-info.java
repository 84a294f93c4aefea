/// Whether anything is stuck: lag, throughput, latency and sizes of a cluster, measured in the
/// background. [OperationsMonitor] is the door; [OperationsReport] has the form of the REST API.
@NullMarked
package org.vigie.admin.operations;

import org.jspecify.annotations.NullMarked;
