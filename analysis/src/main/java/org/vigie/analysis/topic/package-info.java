/// Finds the topics of a text by topic packs.
///
/// A [Pack] is a YAML file that an analyst can read: weighted phrases that indicate a topic,
/// contexts that cancel them, a threshold, examples. The phrases of all packs are compiled into one
/// `Grammar`; a `Scan` processes the tokens of a passage once and finds every phrase; a `Judgement`
/// computes the score of one pack; `Spans` creates its evidence. The entry point is [Topics].
@NullMarked
package org.vigie.analysis.topic;

import org.jspecify.annotations.NullMarked;
