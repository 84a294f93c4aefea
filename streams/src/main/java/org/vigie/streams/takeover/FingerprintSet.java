package org.vigie.streams.takeover;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A set of texts that keeps 8 bytes of the SHA-256 of each, so that it takes 16 to 32 bytes a
/// text, however long that is. Among a million texts it takes one for another with a probability of
/// less than one in ten million.
///
/// Not thread-safe.
final class FingerprintSet {
  private static final int FIRST_CAPACITY = 1 << 10;

  /// Open addressing; 0 is a free place.
  private long[] places = new long[FIRST_CAPACITY];

  private int size;

  /// Adds a text.
  ///
  /// @return false if it was there
  boolean add(String text) {
    long fingerprint = hash(text);
    int place = findPlace(places, fingerprint);
    if (places[place] != 0) {
      return false;
    }
    places[place] = fingerprint;
    size++;
    if (size * 2L > places.length) {
      grow();
    }
    return true;
  }

  private static int findPlace(long[] places, long fingerprint) {
    int place = (int) fingerprint & places.length - 1;
    while (places[place] != 0 && places[place] != fingerprint) {
      place = place + 1 & places.length - 1;
    }
    return place;
  }

  private void grow() {
    long[] larger = new long[places.length * 2];
    for (long each : places) {
      if (each != 0) {
        larger[findPlace(larger, each)] = each;
      }
    }
    places = larger;
  }

  private static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      long first = ByteBuffer.wrap(digest).getLong();
      return first == 0 ? 1 : first;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
