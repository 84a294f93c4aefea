package org.vigie.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.app.command.AlertsCommand;
import org.vigie.app.command.BacktestCommand;
import org.vigie.app.command.BenchCommand;
import org.vigie.app.command.ChannelsCommand;
import org.vigie.app.command.ClassifyCommand;
import org.vigie.app.command.ConfigCommand;
import org.vigie.app.command.DeliveriesCommand;
import org.vigie.app.command.DemoCommand;
import org.vigie.app.command.EvaluateCommand;
import org.vigie.app.command.ExportCommand;
import org.vigie.app.command.FeedsCommand;
import org.vigie.app.command.ImportCommand;
import org.vigie.app.command.LagCommand;
import org.vigie.app.command.MatchCommand;
import org.vigie.app.command.ParseCommand;
import org.vigie.app.command.PollCommand;
import org.vigie.app.command.ReplayCommand;
import org.vigie.app.command.RunCommand;
import org.vigie.app.command.StoriesCommand;
import org.vigie.app.command.SubscriptionsCommand;
import org.vigie.app.command.TopicsCommand;
import org.vigie.app.command.UpCommand;
import org.vigie.app.pipeline.VigieVersion;
import org.vigie.app.terminal.CliException;
import org.vigie.app.terminal.Terminal;
import org.vigie.model.SafeText;
import org.vigie.runtime.HeapWatch;
import org.vigie.runtime.RoleFailedException;
import org.vigie.runtime.settings.SettingsException;
import org.vigie.runtime.settings.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `vigie` command.
@Command(
    name = "vigie",
    description =
        "Watches the French-language press for diplomatic news and alerts those who asked.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {"", "vigie help COMMAND explains a command."},
    exitCodeListHeading = "%nExit codes%n",
    exitCodeList = {"0:done", "1:something failed, said on standard error", "2:wrong usage"})
public final class Main implements Runnable {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Main() {}

  /// The commands by name, in the order of the help.
  private static Map<String, Class<?>> listCommands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("demo", DemoCommand.class);
    commands.put("up", UpCommand.class);
    commands.put("run", RunCommand.class);
    commands.put("feeds", FeedsCommand.class);
    commands.put("subscriptions", SubscriptionsCommand.class);
    commands.put("channels", ChannelsCommand.class);
    commands.put("alerts", AlertsCommand.class);
    commands.put("deliveries", DeliveriesCommand.class);
    commands.put("import", ImportCommand.class);
    commands.put("backtest", BacktestCommand.class);
    commands.put("replay", ReplayCommand.class);
    commands.put("export", ExportCommand.class);
    commands.put("lag", LagCommand.class);
    commands.put("poll", PollCommand.class);
    commands.put("parse", ParseCommand.class);
    commands.put("classify", ClassifyCommand.class);
    commands.put("evaluate", EvaluateCommand.class);
    commands.put("match", MatchCommand.class);
    commands.put("stories", StoriesCommand.class);
    commands.put("topics", TopicsCommand.class);
    commands.put("config", ConfigCommand.class);
    commands.put("bench", BenchCommand.class);
    return commands;
  }

  /// Runs the command and ends the process.
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess();
    terminal.shutdown().registerShutdownHook();
    HeapWatch.start(words -> terminal.printStatus("vigie: " + words));
    int code = run(terminal, arguments);
    terminal.flush();
    terminal.shutdown().exit(code);
  }

  /// Runs one command against this terminal.
  ///
  /// @return the exit code
  public static int run(Terminal terminal, String... typed) {
    for (String argument : typed) {
      // What the JVM could not decode would be stored or looked for as other letters.
      if (argument.indexOf('\uFFFD') >= 0) {
        terminal.printStatus(
            "vigie: the argument '"
                + SafeText.toLine(argument)
                + "' is not in UTF-8 (a terminal with another charset, or LC_ALL)");
        return USAGE;
      }
    }
    String[] arguments = expandHelp(typed);
    CommandLine line = new CommandLine(new Main(), createFactory(terminal));
    addCommands(line, arguments);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, unused) -> reportUsageError(terminal, e));
    line.setExecutionExceptionHandler((e, at, unused) -> reportFailure(terminal, at, e));
    int code = line.execute(arguments);
    terminal.flush();
    @Nullable IOException failure = terminal.writeFailure();
    return code == 0 && failure != null && !terminal.out().hasReaderLeft()
        ? reportWriteFailure(terminal, failure)
        : code;
  }

  /// `help X` asks for the help of the command X, which `X --help` prints. Without such a command
  /// its name alone is left: picocli would print the help of all.
  private static String[] expandHelp(String[] typed) {
    String[] asked =
        typed.length > 0 && typed[0].equals("help")
            ? Stream.concat(Arrays.stream(typed).skip(1), Stream.of("--help"))
                .toArray(String[]::new)
            : typed;
    return asked.length == 0 || asked[0].startsWith("-") || listCommands().containsKey(asked[0])
        ? asked
        : new String[] {asked[0]};
  }

  /// A truncated result must not pass for a complete one. A reader that left knows what it did.
  private static int reportWriteFailure(Terminal terminal, IOException failure) {
    terminal.printStatus("vigie: standard output took not all of it: " + failure.getMessage());
    return FAILED;
  }

  /// Registers only the requested command, which halves the start time of a filter; for the help
  /// and for unknown names, all of them.
  private static void addCommands(CommandLine line, String[] arguments) {
    Map<String, Class<?>> commands = listCommands();
    Class<?> asked = arguments.length == 0 ? null : commands.get(arguments[0]);
    if (asked != null) {
      line.addSubcommand(arguments[0], asked);
    } else {
      commands.forEach(line::addSubcommand);
    }
  }

  private static IFactory createFactory(Terminal terminal) {
    IFactory usual = CommandLine.defaultFactory();
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        try {
          var constructor = type.getDeclaredConstructor(Terminal.class);
          constructor.setAccessible(true);
          return constructor.newInstance(terminal);
        } catch (NoSuchMethodException e) {
          return usual.create(type);
        } catch (InvocationTargetException e) {
          throw new IllegalStateException(type + " cannot be made", e.getCause());
        }
      }
    };
  }

  @Override
  public void run() {
    throw new ParameterException(new CommandLine(this), "which command? vigie --help lists them");
  }

  private static int reportUsageError(Terminal terminal, ParameterException e) {
    CommandLine at = e.getCommandLine();
    String name = at.getCommandSpec().qualifiedName();
    terminal.printStatus(name + ": " + describeUsageError(e) + " (see " + name + " --help)");
    return USAGE;
  }

  private static String describeUsageError(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !e.getCommandLine().getSubcommands().isEmpty()) {
      String typed = unmatched.getUnmatched().getFirst();
      return SafeText.toLine("there is no command '" + typed + "'")
          + Suggestions.nearest(typed, e.getCommandLine().getSubcommands().keySet());
    }
    return formatError(e) + formatSuggestion(e);
  }

  /// The option or value that was probably meant.
  private static String formatSuggestion(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      Set<String> options = e.getCommandLine().getCommandSpec().optionsMap().keySet();
      return unmatched.getUnmatched().stream()
          .filter(argument -> argument.startsWith("-"))
          .map(argument -> Suggestions.nearest(argument.replaceFirst("=.*", ""), options))
          .filter(suggestion -> !suggestion.isEmpty())
          .findFirst()
          .orElse("");
    }
    @Nullable ArgSpec argument = e.getArgSpec();
    return argument == null || e.getValue() == null || argument.completionCandidates() == null
        ? ""
        : Suggestions.nearest(
            e.getValue(),
            StreamSupport.stream(argument.completionCandidates().spliterator(), false).toList());
  }

  private static int reportFailure(Terminal terminal, CommandLine at, Exception e) {
    terminal.printStatus(at.getCommandSpec().qualifiedName() + ": " + formatError(e));
    if (terminal.isDebug()) {
      e.printStackTrace(terminal.err());
      terminal.err().flush();
    }
    return e instanceof CliException problem && problem.isUsageError() ? USAGE : FAILED;
  }

  private static String formatError(Throwable e) {
    String message = SafeText.toLine(Objects.requireNonNullElse(e.getMessage(), ""));
    if (message.isEmpty()) {
      return e.getClass().getSimpleName();
    }
    if (e.getClass().getName().startsWith("org.apache.kafka.")) {
      return "Kafka: " + message + describeCause(e.getCause(), message);
    }
    return e instanceof ParameterException || hasOwnMessage(e)
        ? message
        : e.getClass().getSimpleName() + ": " + message;
  }

  /// The cause's message, unless the message contains it: Kafka's clients say only in the cause why
  /// they could not be created.
  private static String describeCause(@Nullable Throwable cause, String message) {
    String reason = cause == null ? "" : SafeText.toLine(String.valueOf(cause.getMessage()));
    boolean known = cause == null || cause.getMessage() == null || message.contains(reason);
    return known ? "" : ": " + reason;
  }

  private static boolean hasOwnMessage(Throwable e) {
    return e instanceof CliException
        || e instanceof AdminException
        || e instanceof SettingsException
        || e instanceof RoleFailedException
        || e instanceof IllegalArgumentException
        || e instanceof IllegalStateException
        || e instanceof UncheckedIOException;
  }

  /// The version from the jar's manifest.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"vigie " + VigieVersion.current()};
    }
  }
}
