/// Prints alerts for people, as a few coloured lines, and for scripts, in the one JSON form of the
/// contract.
@NullMarked
package org.vigie.app.alert;

import org.jspecify.annotations.NullMarked;
