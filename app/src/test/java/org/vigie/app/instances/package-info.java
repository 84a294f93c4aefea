/// Several instances of the streams, one of which is killed, compared with one undisturbed
/// instance.
///
/// An [ReadingBatch] is the readings of one moment. A [StreamsCluster] is a cluster of its own
/// whose streams read batch after batch; [FileClock] gives the time of the batch, to the instances
/// in this process and to the one in a [StreamsProcess], which is killed. [StreamsOutput] is their
/// output. The order of decisions between partitions is not fixed, so two runs may found a story
/// differently; which subscriptions it reaches must not differ.
@NullMarked
package org.vigie.app.instances;

import org.jspecify.annotations.NullMarked;
