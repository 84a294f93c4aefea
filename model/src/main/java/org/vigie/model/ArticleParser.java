package org.vigie.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.vigie.model.Article.PublicationDate;
import org.vigie.model.Article.TextSpan;

/// Separates an article from the boilerplate of its page, line by line. The rules describe the
/// layout of French news pages in general, not of a single outlet.
final class ArticleParser {
  private static final int MIN_HEADLINE_WORDS = 4;
  private static final int MAX_HEADLINE_LENGTH = 220;
  private static final int MAX_BOILERPLATE_LENGTH = 300;
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /// Links to other pages, calls to action and bylines.
  private static final Pattern BOILERPLATE =
      Pattern.compile(
          "^((menu|accueil|partager|imprimer|commenter|réagir|écouter|publicité|newsletter"
              + "|fichier (vidéo|audio)|dossiers? liés?|articles? liés?|par (\\S++\\s?){1,5})"
              + "|(([àa] lire|lire|voir) (aussi|également)|lire (la suite|plus|l.article)"
              + "|sur le même (sujet|thème)|en savoir plus|abonnez-vous|s.abonner|je m.abonne"
              + "|inscrivez-vous|suivez-nous|recevez (toute|gratuitement|nos|notre)"
              + "|article réservé|réservé aux abonnés|temps de lecture|\\d+ min(utes)? de lecture"
              + "|tout (accepter|refuser)|gérer (mes|les|vos)|ce site utilise|en cliquant sur"
              + "|(mis à jour|modifié|actualisé) (le|à)|(crédits?|photo|image) ?:|©).*)$",
          FLAGS | Pattern.DOTALL);

  private static final Pattern COOKIE_NOTICE = Pattern.compile("\\bcookies\\b", FLAGS);

  /// Captions of pictures: a credit at the end, or a note on where somebody is in the picture.
  private static final Pattern CAPTION =
      Pattern.compile(
          ".*(\\([^()]{2,60}(/|via|afp|ap|reuters|sipa|epa)[^()]{0,40}\\)|©[^.]{0,60}"
              + "|(afp|reuters|sipa|getty images|maxppp|epa|ap photo))$"
              + "|^((à|a|de) gauche|(à|a|de) droite|sur cette (photo|image)|image d.illustration"
              + "|photo d.(archives|illustration)|capture d.écran)\\b.*[^.!?…»\"”]$"
              + "|.*\\bphotographiée?s?\\b.*[^.!?…»\"”]$",
          FLAGS | Pattern.DOTALL);

  private static final Pattern GLUED_DOSSIER = Pattern.compile(".*\\p{L}dossier$", FLAGS);

  private final String text;
  private final List<TextSpan> body = new ArrayList<>();
  private final ArticleDateFinder dates;
  private TextSpan title = new TextSpan(0, 0);

  ArticleParser(String text) {
    this.text = text;
    this.dates = new ArticleDateFinder(text);
  }

  Article parse() {
    List<TextSpan> lines = splitLines(dates.readLeadingDate());
    int head = findHeadline(lines);
    for (int i = 0; i < lines.size(); i++) {
      TextSpan line = lines.get(i);
      if (i == head) {
        setTitle(line);
      } else if (!dates.readDateLine(line) && i > head && isProse(line)) {
        body.add(line);
      }
    }
    PublicationDate date = dates.mostPreciseDate();
    return new Article(text, title, body, date);
  }

  /// Returns the lines that are not blank, without surrounding white space.
  private List<TextSpan> splitLines(int from) {
    List<TextSpan> lines = new ArrayList<>();
    int start = from;
    for (int i = from; i <= text.length(); i++) {
      if (i == text.length() || isLineEnd(text.charAt(i))) {
        TextSpan line = strip(start, i);
        if (line.end() > line.start()) {
          lines.add(line);
        }
        start = i + 1;
      }
    }
    return lines;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  private TextSpan strip(int start, int end) {
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return new TextSpan(start, end);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff';
  }

  /// Returns the index of the first line that looks like a headline, else of the first that is not
  /// boilerplate, else -1.
  private int findHeadline(List<TextSpan> lines) {
    int spare = -1;
    for (int i = 0; i < lines.size(); i++) {
      TextSpan line = lines.get(i);
      if (!dates.readDateLine(line) && isProse(line)) {
        if (countWords(line) >= MIN_HEADLINE_WORDS) {
          return i;
        }
        spare = spare < 0 ? i : spare;
      }
    }
    return spare;
  }

  private void setTitle(TextSpan line) {
    int end = line.end();
    if (isParagraph(line)) {
      end = findFirstSentenceEnd(line);
      TextSpan rest = strip(end, line.end());
      if (rest.end() > rest.start()) {
        body.add(rest);
      }
    }
    title = new TextSpan(line.start(), end);
  }

  private boolean isParagraph(TextSpan line) {
    int length = line.end() - line.start();
    return length > MAX_HEADLINE_LENGTH
        || length > MAX_HEADLINE_LENGTH / 2 && text.charAt(line.end() - 1) == '.';
  }

  /// Returns the end of the first sentence of a paragraph. Initials and titles such as `M.` do not
  /// end a sentence.
  private int findFirstSentenceEnd(TextSpan line) {
    for (int i = line.start() + 1; i < line.end() - 1; i++) {
      if (".!?…".indexOf(text.charAt(i)) >= 0 && !followsAbbreviation(line.start(), i)) {
        int end = i + 1;
        while (end < line.end() && "»\"”')".indexOf(text.charAt(end)) >= 0) {
          end++;
        }
        if (end == line.end() || isBlank(text.charAt(end))) {
          return end;
        }
      }
    }
    return line.end();
  }

  private boolean followsAbbreviation(int from, int dot) {
    int start = dot;
    while (start > from && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    String word = text.substring(start, dot).toLowerCase(Locale.ROOT);
    return word.length() == 1
        || word.equals("mm")
        || word.equals("mme")
        || word.equals("dr")
        || word.equals("st");
  }

  private int countWords(TextSpan line) {
    return line.substringOf(text).split("[\\s\\u00a0]+").length;
  }

  private boolean isProse(TextSpan line) {
    if (line.end() - line.start() > MAX_BOILERPLATE_LENGTH) {
      return true;
    }
    String words = line.substringOf(text);
    return !BOILERPLATE.matcher(words).matches()
        && !COOKIE_NOTICE.matcher(words).find()
        && !CAPTION.matcher(words).matches()
        && !GLUED_DOSSIER.matcher(words).matches();
  }
}
