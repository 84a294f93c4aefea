package org.vigie.runtime.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;

/// Micrometer's measurements of the JVM and the process.
final class ProcessBinders {
  /// Names that `promtool check metrics` objects to. The first is replaced by the usual
  /// `process_cpu_seconds_total`.
  private static final Set<String> MISNAMED = Set.of("process.cpu.time", "system.cpu.count");

  private static final double NANOSECONDS = 1e9;

  private ProcessBinders() {}

  /// Registers them.
  ///
  /// @return the one that listens until it is closed
  static JvmGcMetrics bindTo(MeterRegistry registry) {
    registry.config().meterFilter(MeterFilter.deny(id -> MISNAMED.contains(id.getName())));
    JvmGcMetrics collections = new JvmGcMetrics();
    List<MeterBinder> binders =
        List.of(
            new JvmMemoryMetrics(),
            collections,
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics());
    binders.forEach(binder -> binder.bindTo(registry));
    registerProcessorTime(registry);
    return collections;
  }

  private static void registerProcessorTime(MeterRegistry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      FunctionCounter.builder(
              "process.cpu.seconds", system, bean -> bean.getProcessCpuTime() / NANOSECONDS)
          .description("Processor time that the process has used")
          .register(registry);
    }
  }
}
