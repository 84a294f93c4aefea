package org.vigie.notifier.channel.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.vigie.model.Channel;
import org.vigie.notifier.channel.ChannelSender;
import org.vigie.notifier.channel.ChannelSenderContract;
import org.vigie.notifier.channel.Message;

class ConsoleSenderTest extends ChannelSenderContract {
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final ConsoleSender sender = new ConsoleSender(message -> ids.add(message.id()));

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
    return ids;
  }

  @Override
  protected String trace(Message message) {
    return message.id();
  }

  @Test
  void theFormSaysWhetherPeopleReadIt() {
    ConsoleSender lines =
        new ConsoleSender(
            new ConsoleSender.ConsolePrinter() {
              @Override
              public void print(Message message) {}

              @Override
              public boolean isReadByPeople() {
                return false;
              }
            });

    assertThat(sender.isReadByPeople()).isTrue();
    assertThat(lines.isReadByPeople()).isFalse();
  }
}
