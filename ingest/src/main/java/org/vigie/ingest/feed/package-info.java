/// Bytes of a feed to entries, without I/O: [FeedReader] is the way in.
///
/// Every document but JSON Feed goes one way. [Decoding] turns bytes into text. [XmlRepair] repairs
/// what [TolerantTree], the parser of any XML, would read wrongly. [ElementBuilder] and
/// [FieldNormalizer] make of the tree the [FeedTree] that Rome reads without loss or exception.
/// [FeedMapping] maps Rome's feed to entries and takes from the [Fields] of the tree what Rome does
/// not keep. [JsonFeedReader] reads JSON Feed, which Rome does not know. [PlainText] makes markup
/// readable, [FeedDates] reads dates, [Links] makes addresses absolute. A faulty entry costs itself
/// and no other.
@NullMarked
package org.vigie.ingest.feed;

import org.jspecify.annotations.NullMarked;
