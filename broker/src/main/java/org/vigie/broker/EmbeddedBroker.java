package org.vigie.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.KafkaConnection;

/// A real Kafka broker and controller inside this process, on loopback, with its data in a
/// directory that outlives it. One node: what was acknowledged survives any kill of the process,
/// not the loss of power (records are flushed by the operating system).
///
/// Safe to share between threads; [#close()] may be called more than once.
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final int ATTEMPTS = 5;

  private final DirectoryLock lock;
  private final AddressFile addressFile;
  private final Node node;
  private boolean closed;

  private EmbeddedBroker(DirectoryLock lock, AddressFile addressFile, Node node) {
    this.lock = lock;
    this.addressFile = addressFile;
    this.node = node;
  }

  /// Starts the broker on this directory, and returns when clients may connect. A new or empty
  /// directory becomes a new cluster; one that was in use goes on where it was, also after a crash.
  /// Where the broker listens is written to `broker.address` there.
  ///
  /// @throws DirectoryInUse where another broker runs on the directory
  /// @throws UncheckedIOException where the directory cannot be used
  /// @throws IllegalStateException where the broker does not start: the directory is damaged or of
  ///     another cluster
  public static EmbeddedBroker start(Path dataDirectory) {
    DirectoryLock lock = DirectoryLock.take(dataDirectory);
    try {
      AddressFile addressFile = new AddressFile(dataDirectory);
      addressFile.remove();
      Node node = startOnFreePorts(Storage.prepare(dataDirectory.resolve("kafka")));
      endOpenTransactions(node);
      addressFile.write(node.address());
      return new EmbeddedBroker(lock, addressFile, node);
    } catch (RuntimeException | Error e) {
      lock.release();
      throw e;
    }
  }

  private static void endOpenTransactions(Node node) {
    try (Admin admin = Admin.create(KafkaConnection.embedded(node.address()).admin())) {
      new HangingTransactions(admin, new Markers(node.socketAddress())).end();
    } catch (RuntimeException e) {
      node.stop();
      throw e;
    }
  }

  /// A port that was free may be taken a moment later.
  private static Node startOnFreePorts(Path storage) {
    for (int attempt = 1; ; attempt++) {
      Ports ports = Ports.free();
      try {
        return Node.start(storage, ports);
      } catch (IllegalStateException e) {
        if (attempt == ATTEMPTS || !becauseOfPort(e)) {
          throw e;
        }
        log.info("a port was taken in between, trying others: ports={}", ports);
      }
    }
  }

  private static boolean becauseOfPort(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /// Where clients connect: `127.0.0.1:port`.
  public String bootstrapServers() {
    return node.address();
  }

  /// How clients of this process connect.
  public KafkaConnection connection() {
    return KafkaConnection.embedded(node.address());
  }

  /// Stops the broker; close clients first. Nothing of it runs afterwards.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      addressFile.remove();
      node.stop();
    } finally {
      lock.release();
    }
  }

  /// The directory belongs to a broker that runs.
  public static final class DirectoryInUse extends IllegalStateException {
    private static final long serialVersionUID = 1;

    DirectoryInUse(Path directory, String holder) {
      super("another broker runs on " + directory + " (process " + holder + ")");
    }
  }

  /// Tells the other commands of this machine where the broker listens.
  private record AddressFile(Path directory) {
    void write(String address) {
      Path fresh = directory.resolve(KafkaConnection.ADDRESS_FILE + ".new");
      try {
        Files.writeString(fresh, address + "\n");
        Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file(), e);
      }
    }

    void remove() {
      try {
        Files.deleteIfExists(file());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot remove " + file(), e);
      }
    }

    private Path file() {
      return directory.resolve(KafkaConnection.ADDRESS_FILE);
    }
  }
}
