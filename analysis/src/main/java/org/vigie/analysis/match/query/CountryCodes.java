package org.vigie.analysis.match.query;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.country.CountryTable;
import org.vigie.analysis.text.Token;
import org.vigie.analysis.text.Tokenizer;

/// Country codes by code and French name, as accepted after `country:`.
public final class CountryCodes {
  private static final Map<String, String> CODES = createCodes();

  private CountryCodes() {}

  /// Returns the code of a country, null if no country has this code or name.
  public static @Nullable String findCode(String written) {
    String upper = written.strip().toUpperCase(Locale.ROOT);
    return CODES.getOrDefault(upper, CODES.get(foldName(written)));
  }

  private static Map<String, String> createCodes() {
    Map<String, String> codes = new HashMap<>();
    for (CountryTable.Country country : CountryTable.bundled().all()) {
      codes.put(country.code(), country.code());
      country.names().forEach(name -> codes.put(foldName(name), country.code()));
    }
    return codes;
  }

  private static String foldName(String name) {
    return Tokenizer.tokenize(name).stream().map(Token::folded).collect(Collectors.joining(" "));
  }
}
