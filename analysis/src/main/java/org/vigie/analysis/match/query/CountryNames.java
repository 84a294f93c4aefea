package org.vigie.analysis.match.query;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.analysis.country.Countries;
import org.vigie.analysis.text.Reader;
import org.vigie.analysis.text.Token;

/// Country codes by code and French name, as accepted after `country:`.
public final class CountryNames {
  private static final Map<String, String> CODES = codes();

  private CountryNames() {}

  /// Returns the code of a country, null if no country has this code or name.
  public static @Nullable String code(String written) {
    String upper = written.strip().toUpperCase(Locale.ROOT);
    return CODES.getOrDefault(upper, CODES.get(folded(written)));
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (Countries.Country country : Countries.bundled().all()) {
      codes.put(country.code(), country.code());
      country.names().forEach(name -> codes.put(folded(name), country.code()));
    }
    return codes;
  }

  private static String folded(String name) {
    return Reader.read(name).stream().map(Token::folded).collect(Collectors.joining(" "));
  }
}
