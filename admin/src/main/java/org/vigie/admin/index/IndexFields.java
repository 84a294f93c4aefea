package org.vigie.admin.index;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/// The fields of the index beside the words, topics, phases, countries and outlets that queries
/// find, see [org.vigie.analysis.lucene.LuceneText].
final class IndexFields {
  /// Raised whenever documents change their form; an index of another one is built anew.
  static final int SCHEMA = 1;

  /// What a document is: one of the constants below.
  static final String KIND = "kind";

  /// The newest version of an article.
  static final String ARTICLE = "article";

  /// A version of an article, of which only the text is kept.
  static final String VERSION = "version";

  /// A decision on a version.
  static final String DECISION = "decision";

  /// A story.
  static final String STORY = "story";

  /// An alert.
  static final String ALERT = "alert";

  /// The kind and the id, unique.
  static final String KEY = "key";

  /// The id within its kind, by which lists of one moment are sorted.
  static final String ID = "id";

  /// Milliseconds since 1970: when an article could be read, a story changed, an alert was raised,
  /// a decision was made.
  static final String TIME = "time";

  /// The id of the article of a version, a decision, an alert, and of each article of a story.
  static final String ITEM = "item";

  /// The id of the story of an alert.
  static final String ALERTED_STORY = "alerted-story";

  /// The id of the subscription of an alert.
  static final String SUBSCRIPTION = "subscription";

  /// JSON of the record.
  static final String RECORD = "record";

  static final String TOPIC_VALUES = "topics";
  static final String COUNTRY_VALUES = "countries";

  /// Id and name of an outlet, joined by [#JOIN].
  static final String OUTLET_VALUES = "outlets";

  static final char JOIN = '\0';

  private IndexFields() {}

  /// The term that names a document.
  static Term key(String kind, String id) {
    return new Term(KEY, kind + JOIN + id);
  }

  /// A document of a kind that lists can sort.
  static Document createDocument(String kind, String id, long time, byte[] record) {
    Document document = new Document();
    document.add(new StringField(KIND, kind, Field.Store.NO));
    document.add(new StringField(KEY, key(kind, id).bytes(), Field.Store.NO));
    document.add(new SortedDocValuesField(ID, new BytesRef(id)));
    document.add(new LongPoint(TIME, time));
    document.add(new NumericDocValuesField(TIME, time));
    document.add(new StoredField(RECORD, record));
    return document;
  }

  static void addTerm(Document document, String field, String value) {
    document.add(new StringField(field, value, Field.Store.NO));
  }

  static void addCounted(Document document, String field, String value) {
    document.add(new SortedSetDocValuesField(field, new BytesRef(value)));
  }
}
