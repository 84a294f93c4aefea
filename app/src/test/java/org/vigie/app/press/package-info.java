/// A real archive of polls of French feeds, served again over loopback in its order and taken
/// through the whole way from bytes to accepted versions of articles.
///
/// [StoredPolls] reads the archive, [NaiveRss] counts independently of the product what must come
/// out, [StoredPollRunner] runs the product, and [ArticleComparison] compares the two.
@NullMarked
package org.vigie.app.press;

import org.jspecify.annotations.NullMarked;
