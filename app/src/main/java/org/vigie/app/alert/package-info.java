/// Alerts as people and scripts read them: a few coloured lines, or the one JSON form of the
/// contract.
@NullMarked
package org.vigie.app.alert;

import org.jspecify.annotations.NullMarked;
