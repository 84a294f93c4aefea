package org.vigie.admin.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.vigie.admin.AdminException;
import org.vigie.wire.Json;

/// Reads records from one state of the index. Belongs to the thread that holds its searcher.
///
/// @param searcher of that state
record DocumentSearch(IndexSearcher searcher) {
  private static final Sort OLDEST_FIRST =
      new Sort(new SortField(IndexFields.TIME, SortField.Type.LONG));

  /// Rows of a list.
  ///
  /// @param rows in the order of the list
  /// @param total number of all rows; only if they were counted
  /// @param next null if these are the last
  record Rows<V>(List<V> rows, long total, @Nullable PageCursor next) {}

  /// The rows after a place, the newest first.
  ///
  /// @param after null for the first
  /// @param counting whether all rows are counted
  <V> Rows<V> list(
      Query query, @Nullable PageCursor after, int limit, boolean counting, Class<V> type) {
    try {
      // One more than asked for shows whether there is a next page.
      TopDocs found =
          searcher.search(
              query,
              new TopFieldCollectorManager(
                  PageCursor.NEWEST_FIRST,
                  limit + 1,
                  after == null ? null : after.toFieldDoc(),
                  counting ? Integer.MAX_VALUE : limit + 1));
      List<V> rows = new ArrayList<>();
      ScoreDoc[] docs = found.scoreDocs;
      int shown = Math.min(limit, docs.length);
      for (int i = 0; i < shown; i++) {
        rows.add(read(docs[i].doc, type));
      }
      return new Rows<>(
          rows,
          found.totalHits.value(),
          docs.length > limit ? PageCursor.of((FieldDoc) docs[shown - 1]) : null);
    } catch (IndexSearcher.TooManyClauses | IllegalStateException e) {
      throw tooManyWords(e);
    } catch (IOException e) {
      throw new UncheckedIOException("the index cannot be read", e);
    }
  }

  /// A wildcard inside `NEAR` stands for as many words as the index has.
  ///
  /// @throws IllegalStateException the cause if it is something else
  static AdminException.InvalidRequest tooManyWords(RuntimeException cause) {
    if (cause instanceof IllegalStateException other
        && !String.valueOf(other.getMessage()).contains("too many terms")) {
      throw other;
    }
    return new AdminException.InvalidRequest(
        "text", "a word with * stands for too many words; write more of its letters", cause);
  }

  /// All records that a query finds, the oldest first.
  ///
  /// @param most how many at most; of more the newest
  <V> List<V> listAll(Query query, int most, Class<V> type) {
    return list(query, null, most, false, type).rows().reversed();
  }

  /// The record with a key; null if there is none.
  <V> @Nullable V find(String kind, String id, Class<V> type) {
    try {
      TopDocs found = searcher.search(new TermQuery(IndexFields.key(kind, id)), 1);
      return found.scoreDocs.length == 0 ? null : read(found.scoreDocs[0].doc, type);
    } catch (IOException e) {
      throw new UncheckedIOException("the index cannot be read", e);
    }
  }

  /// The earliest time of a kind; null if there is no document of it.
  @Nullable Instant findEarliest(String kind) {
    try {
      TopDocs found = searcher.search(DocumentQueries.kind(kind), 1, OLDEST_FIRST);
      return found.scoreDocs.length == 0
          ? null
          : Instant.ofEpochMilli((Long) ((FieldDoc) found.scoreDocs[0]).fields[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("the index cannot be read", e);
    }
  }

  /// The number of documents that a query finds.
  long count(Query query) {
    try {
      return searcher.count(query);
    } catch (IndexSearcher.TooManyClauses | IllegalStateException e) {
      throw tooManyWords(e);
    } catch (IOException e) {
      throw new UncheckedIOException("the index cannot be read", e);
    }
  }

  private <V> V read(int document, Class<V> type) throws IOException {
    BytesRef record = searcher.storedFields().document(document).getBinaryValue(IndexFields.RECORD);
    return Json.read(record.utf8ToString(), type);
  }
}
