/// Parses and formats points and ranges of time for the command line.
@NullMarked
package org.vigie.app.time;

import org.jspecify.annotations.NullMarked;
