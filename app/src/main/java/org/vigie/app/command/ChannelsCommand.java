package org.vigie.app.command;

import picocli.CommandLine.Command;

/// `vigie channels`: where alerts are sent, and whether they arrive.
@Command(
    name = "channels",
    description = "Lists the channels of subscriptions, and tries them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ChannelListCommand.class, ChannelTestCommand.class})
public final class ChannelsCommand {}
