package org.vigie.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What the packages of this module may see of each other and of libraries.
class RuntimeBordersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.vigie.runtime");

  @Test
  void rolesNeedTheJdkAndALog() {
    classes()
        .that()
        .resideInAPackage("org.vigie.runtime")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.vigie.runtime", "java..", "org.slf4j..", "org.jspecify..")
        .check(CLASSES);
  }

  /// Commands that end within a second read settings too.
  @Test
  void settingsLoadNoServerAndNoMetrics() {
    classes()
        .that()
        .resideInAPackage("org.vigie.runtime.settings")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.vigie.runtime.settings", "java..", "org.jspecify..", "tools.jackson..")
        .check(CLASSES);
  }

  @Test
  void librariesStayInTheirPackages() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.vigie.runtime.http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.vigie.runtime.metrics")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "io.prometheus..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("org.vigie.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
