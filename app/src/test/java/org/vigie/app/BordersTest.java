package org.vigie.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Checks the dependencies between modules that Maven cannot enforce.
class BordersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.vigie");

  @Test
  void modulesSeeOnlyWhatTheyMay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.vigie..")
        .layer("model")
        .definedBy("org.vigie.model..")
        .layer("analysis")
        .definedBy("org.vigie.analysis..")
        .layer("wire")
        .definedBy("org.vigie.wire..")
        .layer("broker")
        .definedBy("org.vigie.broker..")
        .layer("http")
        .definedBy("org.vigie.http..")
        .layer("runtime")
        .definedBy("org.vigie.runtime..")
        .layer("ingest")
        .definedBy("org.vigie.ingest..")
        .layer("streams")
        .definedBy("org.vigie.streams..")
        .layer("notifier")
        .definedBy("org.vigie.notifier..")
        .layer("admin")
        .definedBy("org.vigie.admin..")
        .layer("console")
        .definedBy("org.vigie.console..")
        .layer("app")
        .definedBy("org.vigie.app..")
        .whereLayer("model")
        .mayNotAccessAnyLayer()
        .whereLayer("analysis")
        .mayOnlyAccessLayers("model")
        .whereLayer("wire")
        .mayOnlyAccessLayers("model")
        .whereLayer("broker")
        .mayOnlyAccessLayers("model", "wire")
        .whereLayer("http")
        .mayOnlyAccessLayers("model")
        .whereLayer("runtime")
        .mayNotAccessAnyLayer()
        .whereLayer("ingest")
        .mayOnlyAccessLayers("model", "wire", "http", "runtime")
        .whereLayer("streams")
        .mayOnlyAccessLayers("model", "wire", "analysis", "runtime")
        .whereLayer("notifier")
        .mayOnlyAccessLayers("model", "wire", "http", "runtime")
        .whereLayer("admin")
        .mayOnlyAccessLayers("model", "analysis", "wire", "http", "ingest", "streams", "runtime")
        .whereLayer("admin")
        .mayOnlyBeAccessedByLayers("console", "app")
        .whereLayer("console")
        .mayOnlyAccessLayers("admin", "runtime", "streams", "ingest", "analysis", "wire", "model")
        .whereLayer("console")
        .mayOnlyBeAccessedByLayers("app")
        .check(CLASSES);
  }

  @Test
  void decidingKnowsNoKafka() {
    noClasses()
        .that()
        .resideInAnyPackage("org.vigie.analysis..", "org.vigie.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "kafka..")
        .check(CLASSES);
  }

  @Test
  void theModelNeedsNothingButTheJdk() {
    noClasses()
        .that()
        .resideInAPackage("org.vigie.model..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("org.vigie.model..", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void theBrokerLivesInItsModuleAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.vigie.broker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("org.vigie.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noSimpleNameStandsTwice() {
    Map<String, List<String>> bySimpleName =
        CLASSES.stream()
            .filter(type -> !type.isAnonymousClass() && !type.getSimpleName().isEmpty())
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .map(JavaClass::getName)
            .collect(Collectors.groupingBy(name -> name.replaceAll(".*[.$]", "")));
    bySimpleName.values().removeIf(names -> names.size() == 1);
    assertThat(bySimpleName).isEmpty();
  }

  /// A formatter that wraps a line of Javadoc makes a plain comment of its end.
  @Test
  void noLineOfJavadocIsCut() throws IOException {
    Pattern cut = Pattern.compile("(?m)^( *)///.*\\n\\1// \\S.*\\n\\1///");
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java") && file.toString().contains("src"))
              .toList();
      assertThat(sources).hasSizeGreaterThan(100);
      for (Path source : sources) {
        assertThat(Files.readString(source)).as(source.toString()).doesNotContainPattern(cut);
      }
    }
  }

  @Test
  void classesAreNamedBySubject() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
        .check(CLASSES);
  }
}
