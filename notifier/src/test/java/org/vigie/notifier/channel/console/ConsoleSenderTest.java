package org.vigie.notifier.channel.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.vigie.model.Channel;
import org.vigie.model.Language;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.ChannelSenderContract;
import org.vigie.notifier.channel.Message;

class ConsoleSenderTest extends ChannelSenderContract {
  private final List<String> stories = new CopyOnWriteArrayList<>();
  private final List<Language> languages = new CopyOnWriteArrayList<>();
  private final ConsoleSender sender =
      new ConsoleSender(
          (alert, language) -> {
            stories.add(alert.story());
            languages.add(language);
          });

  @Override
  protected ChannelSender contractSender() {
    return sender;
  }

  @Override
  protected Channel workingChannel() {
    return Channel.CONSOLE;
  }

  @Override
  protected List<String> arrived() {
    return stories;
  }

  @Override
  protected String trace(Message message) {
    return message.alert().story();
  }

  @Test
  void printsInTheLanguageOfTheOwner() {
    sender.send(new Message("d1", Channel.CONSOLE, Language.FR, alert("s")));
    assertThat(languages).containsExactly(Language.FR);
  }
}
