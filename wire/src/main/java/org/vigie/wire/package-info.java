/// How the model travels: the catalogue of Kafka topics, their values as JSON under CloudEvents
/// headers, and the settings with which clients reach a cluster.
///
/// Values are strict on write and tolerant on read: an unknown field is ignored, a missing list
/// reads as empty, and the version of the form rides in the `ce_type` header. [Json] and
/// [JsonLines] load no Kafka class, so that filters start at once.
@NullMarked
package org.vigie.wire;

import org.jspecify.annotations.NullMarked;
