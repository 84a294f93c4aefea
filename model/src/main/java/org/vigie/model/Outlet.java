package org.vigie.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Who publishes: one voice, however many feeds it has.
///
/// @param id an ASCII slug: lower-case letters, digits and hyphens (and `.`, `:` for a host:port)
/// @param name the label people read
public record Outlet(String id, String name) {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9.:-]*");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_SLUG = Pattern.compile("[^a-z0-9.:]+");

  /// Refuses an id that is not a slug.
  public Outlet {
    if (id == null || !SLUG.matcher(id).matches()) {
      throw new IllegalArgumentException("outlet id '" + id + "' is not an ASCII slug");
    }
    Words.required("outlet name", name);
  }

  /// The outlet of this name: `Libération` becomes `liberation`. A name without a single Latin
  /// letter or digit gives the slug `outlet-` and a short hash of the name.
  public static Outlet named(String name) {
    String label = Words.required("outlet name", name).strip();
    return new Outlet(slug(label), label);
  }

  private static String slug(String name) {
    String expanded =
        name.toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae").replace("ß", "ss");
    String ascii =
        MARKS.matcher(Normalizer.normalize(expanded, Normalizer.Form.NFD)).replaceAll("");
    String slug = NOT_SLUG.matcher(ascii).replaceAll("-").replaceAll("^[-.:]+|[-.:]+$", "");
    return slug.isEmpty() ? "outlet-" + Identity.shortHash(name) : slug;
  }
}
