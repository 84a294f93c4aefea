package org.vigie.admin.operations;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.DeliveryState;

/// The state of every delivery of a ledger, and how many are in each. A ledger may hold millions,
/// so that a delivery takes some twenty bytes: 64 bits of a hash of its id stand for the id. Two of
/// a million deliveries share them once in forty million ledgers. Not thread-safe.
final class DeliveryStateTable {
  private static final DeliveryState[] STATES = DeliveryState.values();
  private static final int FIRST_CAPACITY = 1 << 10;

  /// A slot without a key, or one whose delivery was removed.
  private static final byte NONE = -1;

  private long[] keys = new long[FIRST_CAPACITY];
  private byte[] states = new byte[FIRST_CAPACITY];

  /// Whether a slot has a key; a key stays when its delivery is removed, so that others are found.
  private boolean[] used = new boolean[FIRST_CAPACITY];

  private int usedSlots;
  private final long[] counts = new long[STATES.length];

  /// Sets the state of a delivery.
  ///
  /// @param state null removes it
  /// @return the state that it had; null if it was not there
  @Nullable DeliveryState put(String id, @Nullable DeliveryState state) {
    if (usedSlots * 2 >= keys.length) {
      rebuild();
    }
    int slot = findSlot(hash(id));
    byte before = used[slot] ? states[slot] : NONE;
    if (!used[slot]) {
      if (state == null) {
        return null;
      }
      used[slot] = true;
      keys[slot] = hash(id);
      usedSlots++;
    }
    states[slot] = state == null ? NONE : (byte) state.ordinal();
    if (before != NONE) {
      counts[before]--;
    }
    if (state != null) {
      counts[state.ordinal()]++;
    }
    return before == NONE ? null : STATES[before];
  }

  /// How many deliveries are in each state, zeros included.
  Map<String, Long> count() {
    Map<String, Long> byState = new TreeMap<>();
    for (DeliveryState state : STATES) {
      byState.put(state.toString(), counts[state.ordinal()]);
    }
    return byState;
  }

  private int findSlot(long key) {
    int slot = (int) (key ^ key >>> 32) & keys.length - 1;
    while (used[slot] && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  /// Leaves out what was removed, and doubles the capacity unless that makes enough room.
  private void rebuild() {
    long[] oldKeys = keys;
    byte[] oldStates = states;
    boolean[] oldUsed = used;
    long kept = Arrays.stream(counts).sum();
    int capacity = kept * 4 >= keys.length ? keys.length * 2 : keys.length;
    keys = new long[capacity];
    states = new byte[capacity];
    used = new boolean[capacity];
    usedSlots = 0;
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldUsed[old] && oldStates[old] != NONE) {
        int slot = findSlot(oldKeys[old]);
        keys[slot] = oldKeys[old];
        states[slot] = oldStates[old];
        used[slot] = true;
        usedSlots++;
      }
    }
  }

  /// FNV-1a over the characters, mixed so that all bits count for the slot.
  private static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
    return hash ^ hash >>> 32;
  }
}
