/// Atom feeds (RFC 4287).
@NullMarked
package org.vigie.console.atom;

import org.jspecify.annotations.NullMarked;
