package org.vigie.app.demo;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// A feed of an invented outlet, and the habits of its server.
///
/// @param name how items of the file refer to it
/// @param path of its address
/// @param title its label
/// @param form the kind of document
/// @param charset of the bytes
/// @param declared false where the document does not say its charset
/// @param bom true where the document begins with a byte order mark
/// @param tracker what the outlet appends to the guids in this feed, null for nothing
/// @param contentType as the server says it, right or vague
public record SampleFeed(
    String name,
    String path,
    String title,
    Form form,
    Charset charset,
    boolean declared,
    boolean bom,
    @Nullable String tracker,
    String contentType) {

  /// The kinds of document that readers of feeds meet.
  public enum Form {
    /// RSS 2.0.
    RSS,
    /// RSS 1.0, which is RDF.
    RDF,
    /// Atom 1.0 (RFC 4287).
    ATOM,
    /// JSON Feed 1.1.
    JSON
  }
}
