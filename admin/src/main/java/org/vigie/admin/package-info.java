/// What people read and change, with its validation: feeds, subscriptions, alerts, deliveries, the
/// archive, imports, replays, backtests and lag.
///
/// [org.vigie.admin.Admin] is the entry point. Its parts take requests and return results that are
/// records and print well as JSON. A request that cannot be carried out ends in an
/// [org.vigie.admin.AdminException], which names the wrong field or the missing thing, so that a
/// command, a REST API and a page refuse the same faults in the same words. Nothing here prints,
/// parses arguments or starts a role.
@NullMarked
package org.vigie.admin;

import org.jspecify.annotations.NullMarked;
