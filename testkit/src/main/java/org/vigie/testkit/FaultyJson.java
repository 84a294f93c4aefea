package org.vigie.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes faulty copies of a JSON value: every field at every depth in every form that another
/// client may give it, and without the field.
public final class FaultyJson {
  private static final String PLACEHOLDER = "@@FIELD@@";

  /// UTF-16 units of a text that is too long for an id, a name or an address.
  private static final int LONG = 21_000;

  private FaultyJson() {}

  /// A copy with one faulty field.
  ///
  /// @param path the field, such as `content.categories[0]`; keys of maps are fields too
  /// @param form what the field holds, in a few words
  /// @param json the text of the copy
  public record FaultyCopy(String path, String form, String json) {
    /// The name of the innermost field.
    public String field() {
      return path.replaceAll("\\[0]", "").replaceAll(".*\\.", "");
    }

    @Override
    public String toString() {
      return path + ": " + form;
    }
  }

  /// The forms of a field.
  public static Map<String, String> forms() {
    Map<String, String> forms = new TreeMap<>();
    List.of(
            "null true false 0 1 -1 0.5 2147483647 -2147483648 9223372036854775807",
            "-9223372036854775808 9223372036854775808 1e308 1e999 -1e999 1e-400 1e999999999 NaN",
            "{} [] [null] [[]] [{}] [\"\"] {\"\":null} {\"a\":{\"b\":null}}")
        .forEach(line -> List.of(line.split(" ")).forEach(form -> forms.put(form, form)));
    List.of(
            "",
            " ",
            "NaN",
            "Infinity",
            "-Infinity",
            "unknown-word",
            "A B",
            "-1",
            "é😀",
            "\\u0000\\u001b[2J\\n",
            "\\ud800",
            "\\udc00a",
            "0001-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "PT2562047788015215H30M7.999999999S",
            "PT-2562047788015215H-30M-8S",
            "PT-1S",
            "PT0S",
            "http://",
            "http:///x",
            "ftp://a/",
            "//x",
            "http://[::1",
            "http://127.0.0.1:99999/",
            "http://127.0.0.1:9/#f")
        .forEach(text -> forms.put(quote(text), quote(text)));
    forms.put("a long text", quote("x".repeat(LONG)));
    forms.put("a long text of separators", quote("/&é a".repeat(LONG / 5)));
    for (String part : List.of("/", ".amp", "&a=1", ".", "(", "\u0301")) {
      String parts = part.repeat(LONG / 3);
      forms.put("a text of " + part, quote(parts));
      forms.put("an address of " + part, quote("http://a.test/une" + parts));
      forms.put("a fragment of " + part, quote("http://a.test/une?a=1#a" + parts));
    }
    forms.put("a thousand levels", "[".repeat(1_000) + "]".repeat(1_000));
    forms.put("a thousand objects", "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000));
    forms.put("a list of 11,000 texts", "[" + "\"a\",".repeat(10_999) + "\"a\"]");
    return forms;
  }

  private static String quote(String text) {
    return '"' + text + '"';
  }

  /// All faulty copies of a value.
  ///
  /// @param value untyped JSON: maps, lists, texts, numbers, booleans and nulls
  /// @param writer writes such a value as text
  public static List<FaultyCopy> copiesOf(Object value, Function<Object, String> writer) {
    List<FaultyCopy> copies = new ArrayList<>();
    Map<String, String> forms = forms();
    visit("", value, copy -> Objects.requireNonNull(copy), new Target(forms, writer, copies));
    return copies;
  }

  private record Target(
      Map<String, String> forms, Function<Object, String> writer, List<FaultyCopy> copies) {
    void add(String path, @Nullable Object value, Function<@Nullable Object, Object> whole) {
      String template = writer.apply(whole.apply(PLACEHOLDER));
      forms.forEach((name, form) -> copies.add(copy(path, name, template, form)));
      if (value instanceof List<?> list && !list.isEmpty()) {
        String element = writer.apply(list.getFirst());
        int count = Math.min(11_000, 100_000 / element.length());
        String many = "[" + (element + ",").repeat(count) + element + "]";
        copies.add(copy(path, "many elements", template, many));
      }
    }

    private static FaultyCopy copy(String path, String name, String template, String form) {
      return new FaultyCopy(path, name, template.replace(quote(PLACEHOLDER), form));
    }
  }

  private static void visit(
      String path,
      @Nullable Object value,
      Function<@Nullable Object, Object> whole,
      Target target) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, child) -> visitField(path, map, String.valueOf(name), child, whole, target));
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      String element = path + "[0]";
      Function<@Nullable Object, Object> inList =
          changed -> {
            List<@Nullable Object> copy = new ArrayList<>(list);
            copy.set(0, changed);
            return whole.apply(copy);
          };
      target.add(element, list.getFirst(), inList);
      visit(element, list.getFirst(), inList, target);
    }
  }

  private static void visitField(
      String path,
      Map<?, ?> map,
      String name,
      @Nullable Object child,
      Function<@Nullable Object, Object> whole,
      Target target) {
    String field = path.isEmpty() ? name : path + "." + name;
    Function<@Nullable Object, Object> inMap =
        changed -> {
          Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
          copy.put(name, changed);
          return whole.apply(copy);
        };
    target.add(field, child, inMap);
    Map<Object, @Nullable Object> without = new LinkedHashMap<>(map);
    without.remove(name);
    target
        .copies()
        .add(new FaultyCopy(field, "missing", target.writer().apply(whole.apply(without))));
    visit(field, child, inMap, target);
  }
}
