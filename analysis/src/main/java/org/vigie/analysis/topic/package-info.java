/// What a text is about: topic packs as data, and the engine that runs them.
///
/// A [Pack] is a YAML file that an analyst can read: phrases that speak for a topic with their
/// weights, contexts in which they mean something else, a threshold, examples. All phrases of all
/// packs are compiled into one `Grammar`; a `Scan` walks the words of a passage once and finds
/// every phrase; a `Judgement` adds up what one pack makes of it; `Spans` turns that into evidence.
/// [Topics] is the door.
@NullMarked
package org.vigie.analysis.topic;

import org.jspecify.annotations.NullMarked;
