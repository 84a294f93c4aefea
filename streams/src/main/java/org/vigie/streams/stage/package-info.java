/// The stages of the topology: accept, decide, story and alert, and the entry of a replay. Each is
/// a processor thin around `analysis`; [org.vigie.streams.stage.StageCounts] counts what becomes of
/// each record.
@org.jspecify.annotations.NullMarked
package org.vigie.streams.stage;
