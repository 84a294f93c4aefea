/// The frame of the filters: JSON Lines in, JSON Lines out, in order, one error line for each bad
/// line.
@NullMarked
package org.vigie.app.filter;

import org.jspecify.annotations.NullMarked;
