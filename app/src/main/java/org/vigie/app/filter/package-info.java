/// The shared loop of the filter commands: JSON Lines in, JSON Lines out, in order, one error line
/// for each invalid line.
@NullMarked
package org.vigie.app.filter;

import org.jspecify.annotations.NullMarked;
