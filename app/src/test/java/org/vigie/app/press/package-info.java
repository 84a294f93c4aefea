/// A real archive of polls of the French press, served again over loopback in its order and taken
/// through the whole way from bytes to accepted versions of articles.
///
/// [StoredPolls] is the archive, [NaiveRss] reads it with nothing of the product and counts what
/// must come out, [PolledPress] is the way through the product, and [Ledger] compares the two.
@NullMarked
package org.vigie.app.press;

import org.jspecify.annotations.NullMarked;
