/// The words of the product as records and sealed types: feed, reading, item, topic match, story,
/// subscription, alert, delivery.
///
/// A record that exists is valid: compact constructors check what they are given and copy
/// collections. Everything is immutable and safe to share between threads. Nothing here does I/O,
/// and nothing but the JDK is needed to use it. [Identity] holds the rules by which things get
/// their ids.
@NullMarked
package org.vigie.model;

import org.jspecify.annotations.NullMarked;
