package org.vigie.app.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Configures logging. Warnings of Vigie go to standard error, one line each and without a stack
/// trace; long-running roles also write a file in their data directory. Kafka logs errors only, and
/// only to the file, because it warns about conditions that are normal here.
///
/// Logback finds this class through `META-INF/services`. It is code rather than XML because a
/// filter starts faster without a parser.
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String ONE_LINE = "%-5level %logger{0}: %msg%n%nopex";
  private static final String FILE_LINE =
      "%date{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level [%thread] %logger{36} %msg%n";
  private static final String MAX_FILE_SIZE = "10MB";
  private static final int MAX_FILES = 3;

  /// Held, since a logger that nobody holds forgets its level. Lucene uses the JDK's logging to say
  /// that the JVM could be started with options that make it faster.
  private static final java.util.logging.Logger LUCENE =
      java.util.logging.Logger.getLogger("org.apache.lucene");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    context.getLogger("org.vigie").addAppender(createStandardErrorAppender(context));
    for (String noisy : new String[] {"org.apache.kafka", "kafka", "org.apache.hc"}) {
      context.getLogger(noisy).setLevel(Level.ERROR);
    }
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Appender<ILoggingEvent> createStandardErrorAppender(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setTarget("System.err");
    appender.setName("stderr");
    ThresholdFilter warnings = new ThresholdFilter();
    warnings.setLevel(Level.WARN.toString());
    warnings.start();
    appender.addFilter(warnings);
    startAppender(appender, ONE_LINE, context);
    return appender;
  }

  /// Adds this log file from now on, at INFO for Vigie; warnings still go to standard error.
  public static void logToFile(Path file) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setName("file");
    appender.setFile(file.toString());
    appender.setContext(context);
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setMaxFileSize(FileSize.valueOf(MAX_FILE_SIZE));
    size.setContext(context);
    FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
    window.setFileNamePattern(file + ".%i");
    window.setMinIndex(1);
    window.setMaxIndex(MAX_FILES);
    window.setParent(appender);
    window.setContext(context);
    size.start();
    window.start();
    appender.setTriggeringPolicy(size);
    appender.setRollingPolicy(window);
    startAppender(appender, FILE_LINE, context);
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.getLogger("org.vigie").setLevel(Level.INFO);
    LUCENE.setLevel(java.util.logging.Level.OFF);
  }

  private static void startAppender(
      OutputStreamAppender<ILoggingEvent> appender, String pattern, LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(pattern);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
  }
}
