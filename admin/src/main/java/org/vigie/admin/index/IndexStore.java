package org.vigie.admin.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The index on disk. A commit holds, beside the documents, the offsets that Kafka is to be read
/// from next: documents and offsets are never apart, whenever the process ends.
///
/// An index that is damaged, of another schema or other topic packs is deleted: Kafka has all of
/// it. One thread writes; any thread searches.
final class IndexStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IndexStore.class);

  private static final double BUFFER_MIB = 32;
  private static final String IDENTITY = "identity";
  private static final String OFFSET = "offset.";
  private static final String CLUSTER = "cluster";

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final String identity;

  private IndexStore(
      Directory directory, IndexWriter writer, SearcherManager searchers, String identity) {
    this.directory = directory;
    this.writer = writer;
    this.searchers = searchers;
    this.identity = identity;
  }

  /// Opens the index, or creates it.
  ///
  /// @param identity of everything but the records that the documents depend on
  /// @throws IOException if another process has it open, or the disk fails
  static IndexStore open(Path path, String identity) throws IOException {
    Files.createDirectories(path);
    try {
      String found = readIdentity(path);
      if (!found.isEmpty() && !found.equals(identity)) {
        log.info("the index in {} is of '{}' and not of '{}': built anew", path, found, identity);
        delete(path);
      }
      return openExisting(path, identity);
    } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException e) {
      log.warn("the index in {} is damaged: built anew", path, e);
      delete(path);
      return openExisting(path, identity);
    }
  }

  /// The identity of the newest commit; empty if there is none.
  private static String readIdentity(Path path) throws IOException {
    try (Directory directory = FSDirectory.open(path);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.getIndexCommit().getUserData().getOrDefault(IDENTITY, "unknown");
    } catch (IndexNotFoundException e) {
      return "";
    }
  }

  private static IndexStore openExisting(Path path, String identity) throws IOException {
    Directory directory = FSDirectory.open(path);
    try {
      IndexWriterConfig config = new IndexWriterConfig(new KeywordAnalyzer());
      config.setRAMBufferSizeMB(BUFFER_MIB);
      config.setCommitOnClose(false);
      IndexWriter writer = new IndexWriter(directory, config);
      return new IndexStore(
          directory, writer, new SearcherManager(writer, new SearcherFactory()), identity);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// What adds and deletes documents.
  IndexWriter writer() {
    return writer;
  }

  /// What searches the documents of the last [#refresh].
  SearcherManager searchers() {
    return searchers;
  }

  /// Lets searches see what was written.
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /// The offsets of the newest commit, by partition; those of partitions it did not know are
  /// missing.
  Map<TopicPartition, Long> readOffsets() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    readData()
        .forEach(
            (key, value) -> {
              if (key.startsWith(OFFSET)) {
                offsets.put(parsePartition(key.substring(OFFSET.length())), Long.valueOf(value));
              }
            });
    return offsets;
  }

  /// The id of the cluster that the newest commit is of; empty before the first.
  String readCluster() {
    return readData().getOrDefault(CLUSTER, "");
  }

  private Map<String, String> readData() {
    Map<String, String> data = new HashMap<>();
    Iterable<Map.Entry<String, String>> entries = writer.getLiveCommitData();
    if (entries != null) {
      entries.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    }
    return data;
  }

  private static TopicPartition parsePartition(String text) {
    int dash = text.lastIndexOf('-');
    return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
  }

  /// Makes what was written durable.
  ///
  /// @param cluster the id of the cluster
  /// @param offsets what is to be read next, of every partition
  void commit(String cluster, Map<TopicPartition, Long> offsets) throws IOException {
    Map<String, String> data = new HashMap<>();
    data.put(IDENTITY, identity);
    data.put(CLUSTER, cluster);
    offsets.forEach((partition, offset) -> data.put(OFFSET + partition, String.valueOf(offset)));
    writer.setLiveCommitData(data.entrySet());
    writer.commit();
  }

  /// Begins with an empty index.
  void deleteAll() throws IOException {
    writer.deleteAll();
    commit("", Map.of());
  }

  /// Bytes on disk.
  long countBytes() {
    try {
      long bytes = 0;
      for (String file : directory.listAll()) {
        bytes += directory.fileLength(file);
      }
      return bytes;
    } catch (IOException e) {
      // A merge has deleted a file meanwhile.
      return 0;
    }
  }

  /// Closes it without a commit: what came after the last one is read from Kafka again.
  @Override
  public void close() {
    try (directory;
        writer;
        searchers) {
      log.debug("closing the index");
    } catch (IOException e) {
      throw new UncheckedIOException("the index does not close", e);
    }
  }
}
