package org.vigie.analysis.form;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigie.analysis.text.BundledLines;
import org.vigie.analysis.text.TokenizedText;
import org.vigie.model.Article;
import org.vigie.model.ArticleForm;
import org.vigie.model.Content;
import org.vigie.model.Evidence;
import org.vigie.model.FormMatch;
import org.vigie.model.LivePages;

/// Finds the form of an article by its address, its headline, the first words of its summary and
/// its categories. Immutable and thread-safe.
public final class FormFinder {
  private static final String FILE = "forms.txt";
  private static final FormFinder BUNDLED = new FormFinder(readRules());

  private static final int[] NONE = {};

  private final List<FormRule> rules;

  /// Numbers of rules by the kind of the field where they look.
  private final Map<String, RuleKeys> keys = new HashMap<>();

  /// @param rules the first that finds something decides
  private FormFinder(List<FormRule> rules) {
    this.rules = rules;
    for (int i = 0; i < rules.size(); i++) {
      FormRule rule = rules.get(i);
      for (String kind : rule.place().fields()) {
        RuleKeys ofKind = keys.computeIfAbsent(kind, k -> new RuleKeys());
        for (String key : rule.keys()) {
          ofKind.add(key, i);
        }
      }
    }
  }

  /// Returns the finder with the rules that come with Vigie.
  public static FormFinder bundled() {
    return BUNDLED;
  }

  static List<FormRule> readRules() {
    return BundledLines.read(FormFinder.class, FILE).stream().map(FormRule::parse).toList();
  }

  /// Returns the form of a text, [FormMatch#NEWS] if nothing shows another one. Of a plain article
  /// only the headline is known.
  public FormMatch find(TokenizedText text) {
    Article article = text.article();
    if (article == null) {
      return find(text.content());
    }
    FormMatch found = find(Content.of(article.headline(), ""));
    int start = article.title().start();
    return new FormMatch(
        found.form(), found.evidence().stream().map(span -> moveToText(span, start)).toList());
  }

  private static Evidence moveToText(Evidence span, int start) {
    return new Evidence(
        "text", span.start() + start, span.end() + start, span.text(), span.signal(), 0);
  }

  private FormMatch find(Content content) {
    Evidence live = LivePages.findEvidence(content);
    if (live != null) {
      return new FormMatch(ArticleForm.LIVE, List.of(live));
    }
    FormMatch found = FormMatch.NEWS;
    int undecided = rules.size();
    for (FoldedField field : FoldedField.readAll(content)) {
      for (int i : findCandidates(field)) {
        Evidence evidence = i < undecided ? field.find(rules.get(i)) : null;
        if (evidence != null) {
          found = new FormMatch(rules.get(i).form(), List.of(evidence));
          undecided = i;
        }
      }
    }
    return found;
  }

  private int[] findCandidates(FoldedField field) {
    RuleKeys ofKind = keys.get(field.kind());
    return ofKind == null ? NONE : ofKind.findRules(field.folded()).stream().toArray();
  }
}
