/// Determines what a text is about, to which story it belongs, which subscriptions it matches and
/// which alerts it raises. Free of Kafka.
@NullMarked
package org.vigie.analysis;

import org.jspecify.annotations.NullMarked;
