package org.vigie.streams.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/// Limits each RocksDB store to about 12 MB of memory outside the heap. The defaults, 50 MB of
/// cache and three write buffers of 16 MB, apply to each store, and one instance may run 26 stores.
public final class RocksDbMemoryLimits implements RocksDBConfigSetter {
  private static final long CACHE_BYTES = 4L << 20;
  private static final long WRITE_BUFFER_BYTES = 4L << 20;
  private static final int WRITE_BUFFERS = 2;

  private final Map<String, Cache> caches = new ConcurrentHashMap<>();

  /// Called by Kafka Streams.
  public RocksDbMemoryLimits() {}

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configuration) {
    Cache cache = caches.computeIfAbsent(store, name -> new LRUCache(CACHE_BYTES));
    if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      table.setBlockCache(cache);
      options.setTableFormatConfig(table);
    }
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(WRITE_BUFFERS);
  }

  @Override
  public void close(String store, Options options) {
    Cache cache = caches.remove(store);
    if (cache != null) {
      cache.close();
    }
  }
}
