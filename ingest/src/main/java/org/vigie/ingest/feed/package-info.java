/// Bytes of a feed to entries, without I/O: [FeedReader] is the way in.
///
/// The path of a document: [Decoding] turns bytes into text, [XmlRepair] removes what no parser
/// should meet, jsoup's tolerant XML parser builds a tree, [RssForm], [AtomForm] or [JsonFeedForm]
/// picks the fields, [PlainText] makes markup readable, [FeedDates] reads dates, [Links] makes
/// addresses absolute. One bad entry costs itself and nothing else.
@NullMarked
package org.vigie.ingest.feed;

import org.jspecify.annotations.NullMarked;
