package org.vigie.ingest.item;

import org.vigie.model.Content;

/// The item ids that a feed's last document had.
public interface KnownIds {
  /// Those of a document that is read alone.
  KnownIds NONE =
      new KnownIds() {
        @Override
        public boolean hasId(String id) {
          return false;
        }

        @Override
        public boolean hasEntry(String id, Content content) {
          return false;
        }
      };

  /// Returns whether an entry had this id.
  boolean hasId(String id);

  /// Returns whether an entry of this title and date had this id.
  boolean hasEntry(String id, Content content);
}
