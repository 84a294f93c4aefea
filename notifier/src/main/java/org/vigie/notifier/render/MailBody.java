package org.vigie.notifier.render;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;

/// The two forms of a mail, which say the same.
///
/// @param text plain text, lines separated by `\n` and of at most 76 columns where words allow it
/// @param html a whole HTML document without remote content
public record MailBody(String text, String html) {
  // Engines without a directory: the templates are classes, made when the module was built.
  private static final TemplateEngine TEXT =
      TemplateEngine.createPrecompiled(
          null, ContentType.Plain, null, "org.vigie.notifier.render.text");
  private static final TemplateEngine HTML =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, null, "org.vigie.notifier.render.html");

  /// Writes both forms.
  ///
  /// @param links for the footer
  public static MailBody of(MessageView view, MailLinks links) {
    Map<String, Object> parameters =
        Map.of("view", view, "links", links, "phrases", Phrases.in(view.language()));
    return new MailBody(
        render(TEXT, "mailText.jte", parameters), render(HTML, "mailPage.jte", parameters));
  }

  private static String render(
      TemplateEngine engine, String template, Map<String, Object> parameters) {
    TemplateOutput output = new StringOutput();
    engine.render(template, parameters, output);
    return output.toString();
  }
}
