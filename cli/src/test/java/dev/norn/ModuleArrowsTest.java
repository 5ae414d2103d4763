package dev.norn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.norn.model.evaluation.TrueProbabilities;

/** The modules' arrows run one way, without exceptions. */
@AnalyzeClasses(packages = "dev.norn", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleArrowsTest {

  @ArchTest
  static final ArchRule arrowsRunOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.norn..")
          .layer("domain")
          .definedBy(
              "dev.norn.event..",
              "dev.norn.vocab..",
              "dev.norn.sequence..",
              "dev.norn.cohort..",
              "dev.norn.disclosure..",
              "dev.norn.outcome..")
          .layer("ingestion")
          .definedBy("dev.norn.ingestion..")
          .layer("model")
          .definedBy("dev.norn.model..")
          .layer("db")
          .definedBy("dev.norn.db..")
          .layer("streaming")
          .definedBy("dev.norn.streaming..")
          .layer("dashboards")
          .definedBy("dev.norn.dashboards..")
          .layer("cli")
          .definedBy("dev.norn.cli..")
          .whereLayer("domain")
          .mayNotAccessAnyLayer()
          .whereLayer("ingestion")
          .mayOnlyAccessLayers("domain")
          .whereLayer("model")
          .mayOnlyAccessLayers("domain")
          .whereLayer("db")
          .mayNotAccessAnyLayer()
          .whereLayer("streaming")
          .mayOnlyAccessLayers("domain", "ingestion", "model", "db")
          .whereLayer("dashboards")
          .mayOnlyAccessLayers("domain", "model", "db");

  @ArchTest
  static final ArchRule streamingReadsOnlyTheTopicsOfIngestion =
      noClasses()
          .that()
          .resideInAPackage("dev.norn.streaming..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.norn.ingestion", "dev.norn.ingestion.register..", "dev.norn.ingestion.nation..");

  @ArchTest
  static final ArchRule theDomainKnowsNoTechnology =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.norn.event..",
              "dev.norn.vocab..",
              "dev.norn.sequence..",
              "dev.norn.cohort..",
              "dev.norn.disclosure..",
              "dev.norn.outcome..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.flink..",
              "org.tensorflow..",
              "ai.djl..",
              "java.sql..",
              "javax.sql..");

  @ArchTest
  static final ArchRule tensorflowStaysInTheModel =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.norn.model..", "dev.norn.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "ai.djl..");

  /** Training only hands the truth on: it has no method that would look into it. */
  @ArchTest
  static final ArchRule onlyEvaluationReadsTheTruth =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.norn.model.evaluation..",
              "dev.norn.model.training..",
              "dev.norn.cli..",
              "dev.norn.bench..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(TrueProbabilities.class);

  @ArchTest
  static final ArchRule noVerbOpensTheTruthItself =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.norn.cli.TrueProbabilitiesFile")
          .should()
          .callMethod("dev.norn.cli.Study", "truth");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.norn.(*)..").should().beFreeOfCycles();
}
