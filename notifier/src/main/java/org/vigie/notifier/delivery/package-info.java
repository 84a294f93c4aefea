/// Consumes alerts, plans their deliveries, attempts them and keeps the ledger. The cycle is
/// `AlertConsumer.deliverNext`.
@NullMarked
package org.vigie.notifier.delivery;

import org.jspecify.annotations.NullMarked;
