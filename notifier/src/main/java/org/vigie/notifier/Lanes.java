package org.vigie.notifier;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Runs tasks of one address one after another and those of different addresses at the same time,
/// so that a slow receiver slows nobody else. The lanes together hold at most as many tasks as
/// there are unfinished deliveries, which the notifier limits by reading no further.
final class Lanes implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Queue<Runnable>> lanes = new HashMap<>();

  synchronized void run(String address, Runnable task) {
    Queue<Runnable> lane = lanes.get(address);
    if (lane != null) {
      lane.add(task);
      return;
    }
    lanes.put(address, new ArrayDeque<>());
    threads.execute(() -> drain(address, task));
  }

  private void drain(String address, Runnable first) {
    @Nullable Runnable task = first;
    while (task != null && !Thread.currentThread().isInterrupted()) {
      task.run();
      task = next(address);
    }
  }

  private synchronized @Nullable Runnable next(String address) {
    Queue<Runnable> lane = lanes.get(address);
    Runnable task = lane == null ? null : lane.poll();
    if (task == null) {
      lanes.remove(address);
    }
    return task;
  }

  /// Interrupts what is being sent and forgets the rest.
  @Override
  public void close() {
    synchronized (this) {
      lanes.values().forEach(Queue::clear);
    }
    threads.shutdownNow();
    threads.close();
  }
}
