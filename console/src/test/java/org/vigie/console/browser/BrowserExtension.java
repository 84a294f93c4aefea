package org.vigie.console.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/// Starts browser and console once for all classes, and gives each test tabs of its own.
final class BrowserExtension implements BeforeAllCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

  /// What was found on this machine: a browser with a console, or why there is none.
  private sealed interface Stage extends AutoCloseable {
    @Override
    default void close() {}
  }

  private record Missing(String what) implements Stage {}

  private record Ready(HeadlessBrowser browser, BrowserConsole console) implements Stage {
    @Override
    public void close() {
      browser.close();
      console.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (stage(context) instanceof Missing(String what)) {
      throw new TestAbortedException(what);
    }
  }

  private static Stage stage(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Stage.class, key -> open(), Stage.class);
  }

  private static Stage open() {
    try {
      BrowserTools tools = BrowserTools.prepare();
      BrowserConsole console = BrowserConsole.start();
      try {
        return new Ready(HeadlessBrowser.start(tools), console);
      } catch (IOException | RuntimeException e) {
        console.close();
        throw e;
      }
    } catch (BrowserTools.MissingTool e) {
      return new Missing(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the browser starts", e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ConsoleTabs.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (!(stage(context) instanceof Ready(HeadlessBrowser browser, BrowserConsole console))) {
      throw new IllegalStateException("there is no browser");
    }
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            ConsoleTabs.class, key -> new ConsoleTabs(browser, console), ConsoleTabs.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    @Nullable ConsoleTabs tabs =
        context.getStore(NAMESPACE).get(ConsoleTabs.class, ConsoleTabs.class);
    if (tabs != null) {
      tabs.close(context.getExecutionException().isEmpty());
    }
  }
}
