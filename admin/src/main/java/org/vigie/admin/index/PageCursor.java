package org.vigie.admin.index;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The place of the last row of a page in the order of all lists: the newest first, those of one
/// moment by their ids. It names a place, not a row, so it holds while documents come and go.
///
/// @param time in milliseconds since 1970
/// @param id of the row
record PageCursor(long time, String id) {
  static final Sort NEWEST_FIRST =
      new Sort(
          new SortField(IndexFields.TIME, SortField.Type.LONG, true),
          new SortField(IndexFields.ID, SortField.Type.STRING, true));

  /// Reads a cursor; null for none.
  ///
  /// @throws StaleCursorException if the text is no cursor
  static @Nullable PageCursor parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      return new PageCursor(
          Long.parseLong(decoded.substring(0, colon)), decoded.substring(colon + 1));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StaleCursorException(text);
    }
  }

  static PageCursor of(FieldDoc last) {
    return new PageCursor((Long) last.fields[0], ((BytesRef) last.fields[1]).utf8ToString());
  }

  FieldDoc toFieldDoc() {
    return new FieldDoc(Integer.MAX_VALUE, 0, new Object[] {time, new BytesRef(id)});
  }

  /// The text that [#parse] reads.
  @Override
  public String toString() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((time + ":" + id).getBytes(StandardCharsets.UTF_8));
  }
}
