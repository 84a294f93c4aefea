/// Which items tell of the same event.
///
/// [Stories] is the door: it is told every decision in order and answers with the story the item
/// stands in. The place of an item is sticky: an edit stays in its story.
///
/// What an item says is cut down to an [Account], and taken apart into a `Print`: its signs (cut
/// words, names, actors and happenings under one name) and the numbers that tell one of a row from
/// the next. `StoryWindow` holds the stories that may still be joined, by the features of their
/// accounts, and finds those that share most of what is rare. `Joining` decides: same link, else
/// same headline, else the most alike by `Likeness` if it stands out of its `Crowd`, unless
/// something keeps them apart. `Voices` says whose words they are.
///
/// The window is made of [StoryTrace]s alone and can be built from them anew; what it answers
/// depends on them and their order only. The tables (`actors.txt`, `happenings.txt`, `labels.txt`,
/// `unheard.txt`, `rarity.txt`, `agencies.txt`, `families.txt`) are data: a line more is a change
/// of what is joined from then on, of no state.
@NullMarked
package org.vigie.analysis.story;

import org.jspecify.annotations.NullMarked;
