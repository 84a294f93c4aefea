/// Several instances of the streams, of which one dies, beside one instance that nobody disturbs.
///
/// An [Edition] is what the press shows at one moment. A [Newsroom] is a cluster of its own whose
/// streams read edition after edition; [NewsClock] follows the news, for the instances in this
/// process and for the one in a [StreamsProcess], which is killed. [Told] is what subscribers were
/// told in the end. Between partitions nothing fixes the order of decisions, so two rooms may found
/// a story differently; whom it reaches must not differ.
@NullMarked
package org.vigie.app.instances;

import org.jspecify.annotations.NullMarked;
