package org.vigie.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.vigie.wire.Deadline;

/// Writes the markers that end transactions in their partitions, which is normally done by the
/// transaction coordinator. Kafka's admin client can only abort. The protocol classes are not
/// public API; only this class and [HangingTransactionRecovery] use them.
final class TransactionMarkerWriter {
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(50);

  private final InetSocketAddress broker;

  /// @param broker the address of a broker without encryption and authorisation
  TransactionMarkerWriter(InetSocketAddress broker) {
    this.broker = broker;
  }

  /// Writes the markers and retries those whose partition is not ready yet.
  ///
  /// @param markers one partition each
  /// @throws IllegalStateException if the broker refuses a marker; the message names it
  /// @throws UncheckedIOException if the broker does not answer
  void write(List<TxnMarkerEntry> markers) {
    Deadline deadline = Deadline.after(WRITE_TIMEOUT);
    List<TxnMarkerEntry> left = tryWrite(markers, false);
    while (!left.isEmpty()) {
      boolean last = !deadline.sleep(STEP);
      left = tryWrite(left, last);
    }
  }

  /// @return the markers to retry
  private List<TxnMarkerEntry> tryWrite(List<TxnMarkerEntry> markers, boolean last) {
    List<TxnMarkerEntry> again = new ArrayList<>();
    try (Socket socket = new Socket()) {
      socket.connect(broker, millis(WRITE_TIMEOUT));
      socket.setSoTimeout(millis(WRITE_TIMEOUT));
      for (TxnMarkerEntry marker : markers) {
        Errors error = send(socket, marker);
        if (error.exception() instanceof RetriableException && !last) {
          again.add(marker);
        } else if (error != Errors.NONE) {
          throw new IllegalStateException(
              "the broker refuses to end a transaction, %s: %s".formatted(marker, error.message()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the broker does not answer on " + broker, e);
    }
    return again;
  }

  /// Sends one request and reads its response. Both are preceded by their length in four bytes, as
  /// the Kafka protocol requires.
  private static Errors send(Socket socket, TxnMarkerEntry marker) throws IOException {
    WriteTxnMarkersRequest request = new WriteTxnMarkersRequest.Builder(List.of(marker)).build();
    RequestHeader header = new RequestHeader(request.apiKey(), request.version(), "vigie", 0);
    ByteBuffer message = request.serializeWithHeader(header);
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeInt(message.remaining());
    out.write(message.array(), message.arrayOffset() + message.position(), message.remaining());
    out.flush();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] answer = in.readNBytes(in.readInt());
    return AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header)
        .errorCounts()
        .keySet()
        .iterator()
        .next();
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
