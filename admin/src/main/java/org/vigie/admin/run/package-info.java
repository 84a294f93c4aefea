/// Backtests and replays that run in the background and are asked for their progress.
/// [BacktestJobs] and [ReplayJobs] are the doors; the records have the form of the REST API.
@NullMarked
package org.vigie.admin.run;

import org.jspecify.annotations.NullMarked;
