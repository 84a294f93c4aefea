package org.vigie.app.command;

import picocli.CommandLine.Command;

/// `vigie deliveries`: what became of alerts on their way to people.
@Command(
    name = "deliveries",
    description = {
      "Shows what became of alerts on their way to people, and mends what failed.",
      "What is held, waits or failed stays there with its alert until it arrives or is dropped."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DeliveryListCommand.class,
      DeliveryShowCommand.class,
      DeliveryRequestCommands.RetryDeliveries.class,
      DeliveryRequestCommands.DropDeliveries.class,
      DeliveryStatsCommand.class
    })
public final class DeliveriesCommand {}
