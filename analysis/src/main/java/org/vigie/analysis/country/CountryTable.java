package org.vigie.analysis.country;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.vigie.analysis.text.BundledLines;

/// The table of countries. French names come from the JDK's locale data (Unicode CLDR); further
/// names, capitals, seats of power and nationalities come from `countries.csv`.
///
/// @param all countries in the order of the file
public record CountryTable(List<Country> all) {
  private static final String HOME_COUNTRY = "FR";
  private static final String FILE = "countries.csv";

  /// A country and the phrases that name it.
  ///
  /// @param code ISO 3166-1 alpha-2 code, or `XK` (Kosovo)
  /// @param names names such as `Côte d’Ivoire`
  /// @param capitals capital and seats of power, which stand for the government: `Kremlin`
  /// @param nationalities adjectives in all genders and numbers
  public record Country(
      String code, Set<String> names, Set<String> capitals, Set<String> nationalities) {
    /// Returns every phrase that names the country.
    public List<String> allPhrases() {
      return Stream.of(names, capitals, nationalities).flatMap(Set::stream).toList();
    }
  }

  /// Copies the list.
  public CountryTable {
    all = List.copyOf(all);
  }

  /// Reads the table that comes with Vigie.
  public static CountryTable bundled() {
    return new CountryTable(
        BundledLines.read(CountryTable.class, FILE).stream().map(CountryTable::parseLine).toList());
  }

  private static Country parseLine(String line) {
    String[] columns = line.split(";", -1);
    if (columns.length != 4) {
      throw new IllegalStateException(FILE + ": not four columns: " + line);
    }
    String code = columns[0];
    List<String> further = splitColumn(columns[1]);
    Set<String> names = new LinkedHashSet<>();
    if (!further.contains("-")) {
      names.add(withoutBrackets(Locale.of("", code).getDisplayCountry(Locale.FRENCH)));
    }
    further.stream().filter(name -> !name.equals("-")).forEach(names::add);
    return new Country(
        code,
        names,
        new LinkedHashSet<>(splitColumn(columns[2])),
        new LinkedHashSet<>(addPlurals(splitColumn(columns[3]))));
  }

  private static List<String> splitColumn(String column) {
    return column.isEmpty() ? List.of() : List.of(column.split("\\|"));
  }

  /// Removes an alternative name in brackets: `Myanmar (Birmanie)`.
  private static String withoutBrackets(String name) {
    int bracket = name.indexOf(" (");
    return bracket < 0 ? name : name.substring(0, bracket);
  }

  private static List<String> addPlurals(List<String> singular) {
    List<String> forms = new ArrayList<>();
    for (String form : singular) {
      forms.add(form);
      if (!form.endsWith("s")) {
        forms.add(form + "s");
      }
    }
    return forms;
  }

  /// Returns the phrase groups that topic packs may refer to: `country`, `capital`, `nationality`;
  /// the same without France: `foreign-name`, `foreign-capital`, `foreigner`, and all three of
  /// these as `abroad`.
  public Map<String, List<String>> phraseGroups() {
    List<Country> others = all.stream().filter(c -> !c.code().equals(HOME_COUNTRY)).toList();
    return Map.of(
        "country", all.stream().flatMap(c -> c.names().stream()).toList(),
        "capital", all.stream().flatMap(c -> c.capitals().stream()).toList(),
        "nationality", all.stream().flatMap(c -> c.nationalities().stream()).toList(),
        "foreign-name", others.stream().flatMap(c -> c.names().stream()).toList(),
        "foreign-capital", others.stream().flatMap(c -> c.capitals().stream()).toList(),
        "foreigner", others.stream().flatMap(c -> c.nationalities().stream()).toList(),
        "abroad", others.stream().flatMap(c -> c.allPhrases().stream()).toList());
  }
}
