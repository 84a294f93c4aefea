package org.vigie.model;

import java.util.List;

/// The form of an article, and what shows it.
///
/// @param form the form
/// @param evidence what shows it; empty for news, and for a live page that no longer says that it
///     is one
public record FormMatch(ArticleForm form, List<Evidence> evidence) {
  /// An article that nothing shows to be something else.
  public static final FormMatch NEWS = new FormMatch(ArticleForm.NEWS, List.of());

  /// Rejects a match without a form.
  public FormMatch {
    Checks.require("form", form);
    evidence = Checks.copyOrEmpty("evidence", evidence);
  }
}
