package org.vigie.ingest.feed;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCModuleImpl;
import com.rometools.rome.feed.module.Extendable;
import java.util.List;
import org.jdom2.Element;

/// An item of RSS or an entry of Atom as Rome has read it. Texts are plain, and empty if there is
/// none; addresses are as written.
interface WireEntry {
  /// Rome's own object.
  Extendable wire();

  /// The fields of the entry in the tree.
  Fields fields();

  /// What Rome has read of Dublin Core; an empty module if there is none.
  default DCModule core() {
    return wire().getModule(DCModule.URI) instanceof DCModule core ? core : new DCModuleImpl();
  }

  /// The fields of the format itself that summarise the entry. The first is the summary, the
  /// second the body if there is no other, as in other feed readers.
  List<Element> summaries();

  /// The id that the entry gives itself, as one line.
  String guid();

  /// One line.
  String author();

  /// The author of the source or the feed, for entries without one; one line.
  String outerAuthor();

  /// Candidates for the address of the article, best first.
  List<String> links();

  /// The addresses of attached files.
  List<String> enclosures();

  List<String> categories();
}
