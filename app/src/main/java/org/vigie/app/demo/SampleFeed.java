package org.vigie.app.demo;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// A feed of a sample outlet and the properties of its server. The component names are those of the
/// YAML file.
///
/// @param name reference for items of the file
/// @param path of its address
/// @param title label of the feed
/// @param form format of the document
/// @param charset of the bytes
/// @param declared false if the document does not declare its charset
/// @param bom true if the document begins with a byte order mark
/// @param tracker text that the outlet appends to the guids in this feed, null for none
/// @param contentType as the server sends it, exact or vague
public record SampleFeed(
    String name,
    String path,
    String title,
    DocumentFormat form,
    Charset charset,
    boolean declared,
    boolean bom,
    @Nullable String tracker,
    String contentType) {

  /// The document formats.
  public enum DocumentFormat {
    /// RSS 2.0.
    RSS,
    /// RSS 1.0 (RDF).
    RDF,
    /// Atom 1.0 (RFC 4287).
    ATOM,
    /// JSON Feed 1.1.
    JSON
  }
}
