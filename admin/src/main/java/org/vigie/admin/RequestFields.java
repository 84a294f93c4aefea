package org.vigie.admin;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.vigie.runtime.settings.Suggestions;

/// Reads the fields of requests, and names the one that is wrong.
final class RequestFields {
  private RequestFields() {}

  /// What a record of the model makes of a field.
  ///
  /// @throws AdminException.InvalidRequest with the reason for which the model refuses it
  static <T> T check(String field, Supplier<T> construction) {
    try {
      return construction.get();
    } catch (IllegalArgumentException e) {
      throw new AdminException.InvalidRequest(field, String.valueOf(e.getMessage()), e);
    }
  }

  /// The constant that a word stands for, in any case.
  ///
  /// @throws AdminException.InvalidRequest listing the words and naming the nearest, if it is none
  static <E extends Enum<E>> E parseWord(String field, String word, E[] all) {
    List<String> words = Arrays.stream(all).map(Object::toString).toList();
    return Arrays.stream(all)
        .filter(one -> one.toString().equalsIgnoreCase(word.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new AdminException.InvalidRequest(
                    field,
                    "'%s' is none of %s%s"
                        .formatted(
                            word, String.join(", ", words), Suggestions.nearest(word, words))));
  }
}
