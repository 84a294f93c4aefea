/// Which items tell of the same event.
///
/// [Stories] is the seam: it is told every decision in order and answers with the story the item
/// stands in. For now every item is a story of its own; what uses it does not know that. The place
/// of an item is sticky: an edit stays in its story.
@NullMarked
package org.vigie.analysis.story;

import org.jspecify.annotations.NullMarked;
