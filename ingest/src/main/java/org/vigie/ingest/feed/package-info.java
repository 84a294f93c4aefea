/// Bytes of a feed to entries, without I/O: [FeedReader] is the way in.
///
/// The path of a document: [Decoding] turns bytes into text, [XmlRepair] removes what no parser
/// should meet, [RomeParser] has Rome parse it, and [TolerantTree] takes over what Rome refuses.
/// Both give a [FeedOutline] of [FeedElement]s, from which [RssForm] or [AtomForm] picks the
/// fields; [JsonFeedForm] reads JSON Feed, which Rome does not know. [PlainText] makes markup
/// readable, [FeedDates] reads dates, [Links] makes addresses absolute. One bad entry costs itself
/// and nothing else.
@NullMarked
package org.vigie.ingest.feed;

import org.jspecify.annotations.NullMarked;
