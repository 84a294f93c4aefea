package org.vigie.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A publisher. An outlet counts once, however many feeds it has.
///
/// @param id an ASCII slug: lower-case letters, digits and hyphens, and `.` and `:` for a host:port
/// @param name the display name
public record Outlet(String id, String name) {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9.:-]*");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_SLUG = Pattern.compile("[^a-z0-9.:]+");

  /// Rejects an id that is not a slug and a blank name.
  public Outlet {
    if (id == null || !SLUG.matcher(id).matches()) {
      throw new IllegalArgumentException("outlet id " + Checks.quote(id) + " is not an ASCII slug");
    }
    Checks.requireId("outlet id", id);
    Checks.requireText("outlet name", name);
  }

  /// Returns the outlet of this name, with an id derived from it: `Libération` becomes
  /// `liberation`. The id of a name without any Latin letter or digit is `outlet-` and a short hash
  /// of the name.
  public static Outlet named(String name) {
    String label = Checks.requireText("outlet name", name).strip();
    return new Outlet(slug(label), label);
  }

  private static String slug(String name) {
    String expanded =
        name.toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae").replace("ß", "ss");
    String ascii =
        MARKS.matcher(Normalizer.normalize(expanded, Normalizer.Form.NFD)).replaceAll("");
    String slug =
        NOT_SLUG.matcher(ascii).replaceAll("-").replaceAll("^[-.:]+|(?<![-.:])[-.:]++$", "");
    return slug.isEmpty() ? "outlet-" + Identity.shortHash(name) : slug;
  }
}
