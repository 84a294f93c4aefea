package org.vigie.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Recognises live pages: pages that an outlet rewrites, headline and all, for as long as an event
/// lasts (« EN DIRECT »). Broadcasts, their recordings and music that is played live are none.
public final class LivePages {
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

  /// What may stand before the label: signs, but no quotation mark, behind which a name may follow.
  private static final String SIGNS = "^[^\\w«“\"'‘]*+(?:(?:urgent|alerte|flash)[^\\w«“\"'‘]++)?";

  /// A word that each of the patterns below needs; most articles have none of them.
  private static final Pattern HINT =
      Pattern.compile("direct|live|minute.par.minute", Pattern.CASE_INSENSITIVE);

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

  private LivePages() {}

  /// Returns whether address, headline or categories say that it is a live page.
  public static boolean isLivePage(Content content) {
    String url = content.url() == null ? "" : content.url();
    if (!HINT.matcher(content.title()).find()
        && !HINT.matcher(url).find()
        && !isLiveCategory(content.categories())) {
      return false;
    }
    String[] path = splitPath(url);
    for (int i = 0; i < path.length - 1; i++) {
      if (BROADCAST_OR_MUSIC.matcher(path[i]).find()) {
        return false;
      }
    }
    return isLiveAddress(path)
        || isLiveTitle(content.title())
        || isLiveCategory(content.categories());
  }

  private static String[] splitPath(String url) {
    String address = url.toLowerCase(Locale.ROOT);
    int scheme = address.indexOf("://");
    int slash = address.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    return slash < 0 ? new String[0] : address.substring(slash + 1).split("[?#]", 2)[0].split("/");
  }

  /// The last two parts may be the name of the page: some outlets put a number or nothing behind
  /// it.
  private static boolean isLiveAddress(String[] path) {
    for (int i = 0; i < path.length; i++) {
      boolean section = i < path.length - 1 && SECTION.matcher(path[i]).matches();
      if (section || i >= path.length - 2 && NAME.matcher(path[i]).find()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLiveTitle(String title) {
    return LABEL.matcher(title).find()
        || LABEL_AND_TOPIC.matcher(title).find()
        || TOPIC_AND_LABEL.matcher(title).find()
        || NAMED.matcher(title).find()
        || INVITATION.matcher(title).find()
        || CAPITALS.matcher(title).find() && title.chars().anyMatch(Character::isLowerCase);
  }

  private static boolean isLiveCategory(List<String> categories) {
    return categories.stream().anyMatch(name -> CATEGORY.matcher(name).matches())
        && categories.stream()
            .noneMatch(name -> BROADCAST_OR_MUSIC.matcher(name.toLowerCase(Locale.ROOT)).find());
  }
}
