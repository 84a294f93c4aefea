package org.vigie.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognises live pages: pages that an outlet rewrites, headline and all, for as long as an event
/// lasts (« EN DIRECT »). Broadcasts, their recordings and music that is played live are none.
public final class LivePages {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

  /// What may stand before the label: signs, but no quotation mark, behind which a name may follow.
  private static final String SIGNS = "^[^\\w«“\"'‘]*+(?:(?:urgent|alerte|flash)[^\\w«“\"'‘]++)?";

  /// Words of which each of the patterns below needs one; most articles have none of them. The
  /// second letter of each is `i`.
  private static final String[] HINTS = {"direct", "live", "minute"};

  /// `EN DIRECT -`, `DIRECT.`, `[En direct]`, `Live :`; only punctuation behind it makes it one.
  private static final Pattern LABEL =
      Pattern.compile(
          SIGNS
              + "(?:(?:(?:en|le)\\s+)?direct|live|minute\\s+par\\s+minute)(?:["
              + " -](?:live|vid[ée]o|blog|updates?|texte))*+"
              + "(?:\\s*[\\])}|:.–—•/!+>*🔴…]|\\s*-\\s|\\s*$)",
          FLAGS);

  /// `En direct, guerre en Ukraine`, `En direct Ukraine. La trêve tient`, `DIRECT Guerre en
  /// Ukraine`, `Liveblog Ukraine`.
  private static final Pattern LABEL_AND_TOPIC =
      Pattern.compile(
          SIGNS
              + "(?:en\\s+direct,"
              + "|en\\s+direct\\s+(?-i:\\p{Lu})[^.:]{1,40}[.:]"
              + "|(?-i:DIRECT\\s+(?!Assurance|Energie|Énergie)\\p{Lu}\\p{Ll})"
              + "|live[ -]?blog\\b)",
          FLAGS);

  /// `Guerre en Ukraine, en direct :`, `Moyen-Orient en direct :`. Without the comma only behind a
  /// few words that end in a name: `Mort en direct : ce que l'on sait` is none.
  private static final Pattern TOPIC_AND_LABEL =
      Pattern.compile(
          "^[^:.!?»]{3,70}?,\\s+en\\s+direct\\s*(?:[:|–]|-\\s)"
              + "|"
              + SIGNS
              + "(?!(?:morts?|décès|meurtre|suicide|agression|dérapage|divorce)\\b)"
              + "(?:[\\w'’-]++\\s+){0,2}(?:[ld]['’])?(?-i:[\\p{Lu}\\d])[\\w'’-]*+\\s+en\\s+direct\\s*(?:[:|–]|-\\s)(?!\\s*[«“\"])",
          FLAGS);

  /// Capitals anywhere, in a headline that is not all capitals.
  private static final Pattern CAPITALS =
      Pattern.compile(
          "(?<!\\w)(?:EN\\s+DIRECT(?!\\w)(?!\\s*[»”\"]?\\s+(?:d|de|du|des|depuis|sur|avec|à|au|aux)\\b)"
              + "|LIVE\\s*[:|])",
          Pattern.UNICODE_CHARACTER_CLASS);

  /// `le point en direct`, `le direct de la journée`.
  private static final Pattern NAMED =
      Pattern.compile(
          "\\ble\\s+(?:(?:fil|point)\\s+en\\s+direct"
              + "|(?:direct|live)\\s+(?:de\\s+la\\s+(?:journée|soirée|nuit)"
              + "|d[eu]\\s+(?:ce\\s+)?(?:jour|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)))\\b",
          FLAGS);

  /// It invites to read; how and when to watch a broadcast is asked in other articles.
  private static final Pattern INVITATION =
      Pattern.compile(
          "^(?!.{0,40}?\\b(?:quelle\\s+(?:heure|chaîne)|comment|où)\\b)"
              + "(?!.*\\b(?:émissions?|télé|télévision|match|finale|concert)\\b).*?"
              + "\\b(?:suivez|suivre|vivez|revivez|retrouvez)\\b.{0,120}?\\b(?:en\\s+(?:direct|live)"
              + "|(?:notre|le)\\s+(?:direct|live)|minute\\s+par\\s+minute)\\b",
          FLAGS);

  private static final Pattern CATEGORY =
      Pattern.compile("\\s*(?:(?:en )?directs?|live(?:[ -]?blog)?|minute par minute)\\s*", FLAGS);

  private static final Pattern SECTION =
      Pattern.compile(
          "directs?|en[-_]direct(?:-live)?|direct-live|lives?|live[-_]?blogs?|minute-par-minute");

  private static final Pattern BROADCAST_OR_MUSIC =
      Pattern.compile(
          "(?:^|[-_])(?:(?:e|é|%c3%a9)missions?|replays?|podcasts?|radio|musiques?|music|concerts?"
              + "|spectacles?)(?:[-_]|$)");

  /// The name of a page in its address, which keeps the label when the headline has lost it.
  private static final Pattern NAME =
      Pattern.compile(
          "^(?:\\d+-)?(?:en[-_]direct[-_](?!(?:d|de|du|des|depuis|chez|avec)[-_])"
              + "|direct-(?!(?:d|de|du|des|depuis|action|assurance|energie|to)-)"
              + "(?=[^-]+-[^-]+-[^-])"
              + "|live-.*-en-direct)"
              + "|(?:^|-)(?:suivez|revivez|suivre)-(?:.*-)?"
              + "(?:en-direct|en-live|(?:notre|le)-(?:direct|live)|minute-par-minute)(?=[-_.]|$)");

  private static final List<Pattern> TITLES =
      List.of(LABEL, LABEL_AND_TOPIC, TOPIC_AND_LABEL, NAMED, INVITATION);

  /// The signal of the evidence.
  private static final String SIGNAL = "live page";

  private LivePages() {}

  /// Returns whether address, headline or categories say that it is a live page.
  public static boolean isLivePage(Content content) {
    return findEvidence(content) != null;
  }

  /// Returns the part of address, headline or categories (fields `url`, `title` and `category`)
  /// that says that it is a live page; null if none does.
  public static @Nullable Evidence findEvidence(Content content) {
    String url = content.url() == null ? "" : content.url();
    String title = content.title();
    if (!hasHint(title) && !hasHint(url) && !hasHint(content.categories())) {
      return null;
    }
    List<PathPart> path = splitPath(url);
    for (int i = 0; i < path.size() - 1; i++) {
      if (BROADCAST_OR_MUSIC.matcher(path.get(i).text()).find()) {
        return null;
      }
    }
    PathPart part = findAddress(path);
    if (part != null) {
      return Evidence.ofRule("url", url, part.start(), part.end(), SIGNAL);
    }
    MatchResult words = findTitle(title);
    if (words != null) {
      return Evidence.ofRule("title", title, words.start(), words.end(), SIGNAL);
    }
    String category = findCategory(content.categories());
    return category == null
        ? null
        : Evidence.ofRule("category", category, 0, category.length(), SIGNAL);
  }

  private static boolean hasHint(List<String> categories) {
    for (String category : categories) {
      if (hasHint(category)) {
        return true;
      }
    }
    return false;
  }

  /// Looks for the second letter first, since every article passes here.
  private static boolean hasHint(String text) {
    for (int i = 1; i < text.length(); i++) {
      if ((text.charAt(i) | ' ') == 'i' && startsWithHint(text, i - 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithHint(String text, int at) {
    for (String hint : HINTS) {
      if (text.regionMatches(true, at, hint, 0, hint.length())) {
        return true;
      }
    }
    return false;
  }

  /// A part of the path of an address, in lower case.
  private record PathPart(String text, int start, int end) {}

  private static List<PathPart> splitPath(String url) {
    int scheme = url.indexOf("://");
    int slash = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    List<PathPart> parts = new ArrayList<>();
    if (slash >= 0) {
      int start = slash + 1;
      for (String part : url.substring(start).split("[?#]", 2)[0].split("/")) {
        parts.add(new PathPart(part.toLowerCase(Locale.ROOT), start, start + part.length()));
        start += part.length() + 1;
      }
    }
    return parts;
  }

  /// The last two parts may be the name of the page: some outlets put a number or nothing behind
  /// it.
  private static @Nullable PathPart findAddress(List<PathPart> path) {
    for (int i = 0; i < path.size(); i++) {
      String part = path.get(i).text();
      boolean section = i < path.size() - 1 && SECTION.matcher(part).matches();
      if (section || i >= path.size() - 2 && NAME.matcher(part).find()) {
        return path.get(i);
      }
    }
    return null;
  }

  private static @Nullable MatchResult findTitle(String title) {
    for (Pattern pattern : TITLES) {
      Matcher matcher = pattern.matcher(title);
      if (matcher.find()) {
        return matcher;
      }
    }
    Matcher capitals = CAPITALS.matcher(title);
    return capitals.find() && title.chars().anyMatch(Character::isLowerCase) ? capitals : null;
  }

  private static @Nullable String findCategory(List<String> categories) {
    return categories.stream()
            .anyMatch(name -> BROADCAST_OR_MUSIC.matcher(name.toLowerCase(Locale.ROOT)).find())
        ? null
        : categories.stream()
            .filter(name -> CATEGORY.matcher(name).matches())
            .findFirst()
            .orElse(null);
  }
}
