/// Points and ranges of time as people write them on a command line.
@NullMarked
package org.vigie.app.time;

import org.jspecify.annotations.NullMarked;
