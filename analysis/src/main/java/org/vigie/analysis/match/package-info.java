/// Subscriptions: their queries, and which of them a text matches.
@NullMarked
package org.vigie.analysis.match;

import org.jspecify.annotations.NullMarked;
