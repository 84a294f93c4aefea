package org.vigie.ingest.feed;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.filter.Filters;
import org.jdom2.input.SAXBuilder;

/// Well-formed documents, parsed by Rome.
final class RomeParser {
  /// A document that Rome cannot parse, or of which it would tell less than there is.
  static final class Refused extends Exception {
    Refused(String message, Throwable cause) {
      super(message, cause);
    }

    Refused(String message) {
      super(message);
    }

    /// One line for people; names out of the document are in it.
    String reason() {
      String message = PlainText.oneLine(String.valueOf(getMessage()));
      return message.length() > SHOWN ? message.substring(0, SHOWN) + "…" : message;
    }
  }

  /// Rome's own input, for the builder that it hardens itself: no DOCTYPE, nothing external. The
  /// JDOM document is kept, since Rome's model leaves out what [RomeElement] adds.
  private static final class Input extends WireFeedInput {
    private Document document(String text) throws JDOMException, IOException {
      SAXBuilder builder = createSAXBuilder();
      builder.setProperty("jdk.xml.maxElementDepth", MAX_DEPTH);
      // These limits guard against entities that a DOCTYPE declares. There is none here, but Java
      // counts `&lt;` and `&#233;` as well, of which a feed of escaped HTML holds many thousands.
      builder.setProperty("jdk.xml.totalEntitySizeLimit", "0");
      builder.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
      return builder.build(new StringReader(text));
    }
  }

  private static final String MAX_DEPTH = "200";
  private static final int SHOWN = 200;

  private RomeParser() {}

  static FeedOutline parse(String text) throws Refused {
    try {
      Input input = new Input();
      Document document = input.document(text);
      return outline(input.build(document), document.getRootElement());
    } catch (JDOMException | IOException | FeedException e) {
      throw new Refused(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // Rome throws IllegalArgumentException for versions it does not know, and others where a
      // document lacks what its parsers take for granted.
      throw new Refused(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  private static FeedOutline outline(WireFeed feed, Element root) throws Refused {
    return switch (feed) {
      case Channel channel -> rss(channel, root);
      case Feed atom -> atom(atom, root);
      default -> throw new Refused("a feed of the type " + feed.getFeedType());
    };
  }

  private static FeedOutline rss(Channel channel, Element root) throws Refused {
    Element element = root;
    for (Element child : root.getChildren()) {
      if (child.getName().equals("channel")) {
        element = child;
        break;
      }
    }
    return new FeedOutline(
        XmlNames.of(root).startsWith("rdf") ? FeedOutline.Format.RDF : FeedOutline.Format.RSS,
        new RomeElement(element, RomeWords.of(channel)),
        entries(root, "item", channel.getItems().stream().map(RomeWords::of).toList()));
  }

  private static FeedOutline atom(Feed feed, Element root) throws Refused {
    return new FeedOutline(
        FeedOutline.Format.ATOM,
        new RomeElement(root, RomeWords.of(feed)),
        entries(root, "entry", feed.getEntries().stream().map(RomeWords::of).toList()));
  }

  private static List<RomeElement> entries(Element root, String name, List<RomeWords> words)
      throws Refused {
    List<Element> elements = new ArrayList<>(words.size());
    if (root.getName().equalsIgnoreCase(name)) {
      elements.add(root);
    }
    for (Element element : root.getDescendants(Filters.element())) {
      if (element.getName().equalsIgnoreCase(name)
          && XmlNames.ENTRIES.contains(XmlNames.of(element))) {
        elements.add(element);
      }
    }
    if (elements.size() != words.size()) {
      throw new Refused(
          "it finds " + words.size() + " entries of " + elements.size() + ", the others misplaced");
    }
    List<RomeElement> entries = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); i++) {
      entries.add(new RomeElement(elements.get(i), words.get(i)));
    }
    return entries;
  }
}
