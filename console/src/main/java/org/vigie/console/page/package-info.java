/// The files of the page, from the class path.
@NullMarked
package org.vigie.console.page;

import org.jspecify.annotations.NullMarked;
