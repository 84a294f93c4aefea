/// Finds the topics of a text by topic packs.
///
/// A [TopicPack] is a YAML file that an analyst can read: weighted phrases that indicate a topic,
/// contexts that cancel them, a threshold, examples. The phrases of all packs are compiled into one
/// `PhraseGrammar`; a `PhraseMatcher` processes the tokens of a passage once and finds every
/// phrase; a `TopicScorer` computes the score of one pack; `TopicEvidence` creates its evidence.
/// The entry point is [TopicFinder].
@NullMarked
package org.vigie.analysis.topic;

import org.jspecify.annotations.NullMarked;
