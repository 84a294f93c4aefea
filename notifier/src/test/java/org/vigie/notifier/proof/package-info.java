/// Long runs of a notifier in a process of its own: killed again and again, and with a million
/// deliveries on its ledger.
@NullMarked
package org.vigie.notifier.proof;

import org.jspecify.annotations.NullMarked;
