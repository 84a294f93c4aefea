package org.vigie.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.wire.KafkaConnection;

/// A real Kafka broker and controller inside this process, on loopback, with its data in a
/// persistent directory. It is a single node: acknowledged records survive any kill of the process,
/// but not a loss of power, since the operating system flushes them.
///
/// Thread-safe; [#close()] may be called more than once.
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final int MAX_START_ATTEMPTS = 5;

  private final DirectoryLock lock;
  private final AddressFile addressFile;
  private final KafkaNode node;
  private final List<LostRecords> lostRecords;
  private boolean closed;

  private EmbeddedBroker(
      DirectoryLock lock, AddressFile addressFile, KafkaNode node, List<LostRecords> lostRecords) {
    this.lock = lock;
    this.addressFile = addressFile;
    this.node = node;
    this.lostRecords = lostRecords;
  }

  /// Starts the broker on a directory and returns when clients can connect. A new or empty
  /// directory becomes a new cluster; an existing one resumes, also after a crash. The address of
  /// the broker is written to `broker.address` in the directory.
  ///
  /// @throws DirectoryInUse if another broker runs on the directory
  /// @throws UncheckedIOException if the directory cannot be used
  /// @throws IllegalStateException if the broker does not start, because its disk is full, the
  ///     directory is damaged or belongs to another cluster
  public static EmbeddedBroker start(Path dataDirectory) {
    DirectoryLock lock = DirectoryLock.acquire(dataDirectory);
    try {
      DiskSpace space = new DiskSpace(dataDirectory);
      space.require(DiskSpace.BROKER);
      KafkaNode.onFatalError(() -> log.error("{}", space.describeEnd()));
      AddressFile addressFile = new AddressFile(dataDirectory);
      addressFile.remove();
      Path storage = StorageDirectory.formatIfNew(dataDirectory.resolve("kafka"));
      Map<TopicPartition, Long> acknowledged = LogEnds.readAcknowledged(storage);
      LogEnds.recoverIfCut(storage);
      KafkaNode node = startOnFreePorts(storage);
      return new EmbeddedBroker(lock, addressFile, node, publish(node, addressFile, acknowledged));
    } catch (RuntimeException | Error e) {
      lock.release();
      throw e;
    }
  }

  /// Writes the address of a node once clients may use it; stops the node if that fails.
  ///
  /// @return what was lost before the start
  private static List<LostRecords> publish(
      KafkaNode node, AddressFile addressFile, Map<TopicPartition, Long> acknowledged) {
    try {
      List<LostRecords> lost = recover(node, acknowledged);
      addressFile.write(node.address());
      return lost;
    } catch (RuntimeException | Error e) {
      node.stop();
      throw e;
    }
  }

  private static List<LostRecords> recover(KafkaNode node, Map<TopicPartition, Long> acknowledged) {
    try (Admin admin = Admin.create(KafkaConnection.embedded(node.address()).adminSettings())) {
      new HangingTransactionRecovery(admin, new TransactionMarkerWriter(node.socketAddress()))
          .endAll();
      FormerGroupMembers.removeAll(admin);
      return new LossDetection(admin).find(acknowledged);
    }
  }

  /// A free port may be taken before the broker binds it.
  private static KafkaNode startOnFreePorts(Path storage) {
    for (int attempt = 1; ; attempt++) {
      BrokerPorts ports = BrokerPorts.findFree();
      try {
        return KafkaNode.start(storage, ports);
      } catch (IllegalStateException e) {
        if (attempt == MAX_START_ATTEMPTS || !isPortConflict(e)) {
          throw e;
        }
        log.info("a port was taken in between, trying others: ports={}", ports);
      }
    }
  }

  private static boolean isPortConflict(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /// The bootstrap address for clients: `127.0.0.1:port`.
  public String bootstrapServers() {
    return node.address();
  }

  /// The connection settings for clients in this process.
  public KafkaConnection connection() {
    return KafkaConnection.embedded(node.address());
  }

  /// The acknowledged records that were gone at this start, because a file was cut or damaged; each
  /// start tells what was lost before it. Also logged.
  public List<LostRecords> lostRecords() {
    return lostRecords;
  }

  /// Stops the broker and all its threads. Clients must be closed before.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      addressFile.remove();
    } finally {
      try {
        node.stop();
      } finally {
        lock.release();
      }
    }
  }

  /// Another running broker owns the directory.
  public static final class DirectoryInUseException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    DirectoryInUseException(Path directory, String holder) {
      super("another broker runs on " + directory + " (process " + holder + ")");
    }
  }

  /// The file from which other commands on this machine read the address of the broker.
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
