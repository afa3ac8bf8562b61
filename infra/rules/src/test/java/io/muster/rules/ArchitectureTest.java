package io.muster.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.muster.aws.store.Table;
import io.muster.domain.adviser.Adviser;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Who may depend on whom, and what the core may never do. */
@AnalyzeClasses(packages = "io.muster", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_domain_depends_on_java_alone = classes()
            .that()
            .resideInAPackage("io.muster.domain..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "io.muster.domain..",
                    "java.lang..",
                    "java.math..",
                    "java.nio.charset..",
                    "java.security..",
                    "java.text..",
                    "java.time..",
                    "java.util..",
                    "org.jspecify.annotations.."));

    /** A restored table has the keys of today, whose table is called otherwise than after it. */
    @ArchTest
    static final ArchRule functions_know_the_table_and_its_keys_from_the_installation_alone = noClasses()
            .that()
            .resideInAnyPackage("io.muster.aws..", "io.muster.functions..")
            .and()
            .doNotHaveFullyQualifiedName(Table.class.getName())
            .should()
            .callConstructor(Table.class, DynamoDbClient.class, String.class);

    @ArchTest
    static final ArchRule the_domain_knows_no_clock_no_chance_and_no_environment = noClasses()
            .that()
            .resideInAPackage("io.muster.domain..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class);

    @ArchTest
    static final ArchRule only_what_if_draws = noClasses()
            .that()
            .resideInAPackage("io.muster.domain..")
            .and()
            .resideOutsideOfPackage("io.muster.domain.whatif..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(random\\..*|SplittableRandom)");

    @ArchTest
    static final ArchRule what_if_draws_from_a_seed_that_it_is_given_and_asks_nobody = noClasses()
            .that()
            .resideInAPackage("io.muster.domain.whatif..")
            .should()
            .callConstructor(SplittableRandom.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.random..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Adviser.class)
            .orShould()
            .transitivelyDependOnClassesThat(
                    resideInAPackage("io.muster..").and(not(resideInAPackage("io.muster.domain.."))))
            .because("whatever is simulated must reach no service and have the same answer again");

    @ArchTest
    static final ArchRule functions_never_depend_on_each_other =
            slices().matching("io.muster.functions.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule functions_reach_aws_through_its_adapters = noClasses()
            .that(resideInAPackage("io.muster.functions..")
                    .and(not(resideInAnyPackage(
                            "..dispatch.email..", "..dispatch.sms..", "..dispatch.phone..", "..dispatch.sdk.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..")
            .because("only the adapters of mails, texts and calls have a provider of their own");

    @ArchTest
    static final ArchRule functions_never_depend_on_where_they_run = noClasses()
            .that()
            .resideInAPackage("io.muster.functions..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.muster.memory..", "io.muster.local..", "io.muster.bench.."));

    @ArchTest
    static final ArchRule the_adapters_depend_on_the_domain_and_on_nobody_above = noClasses()
            .that()
            .resideInAPackage("io.muster.aws..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.muster.functions..", "io.muster.memory..", "io.muster.local..", "io.muster.bench.."));

    @ArchTest
    static final ArchRule aws_in_memory_knows_nothing_of_muster = noClasses()
            .that()
            .resideInAPackage("io.muster.memory..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.muster..").and(not(resideInAPackage("io.muster.memory.."))));

    @ArchTest
    static final ArchRule the_domains_packages_form_no_cycle_with_the_engine = noClasses()
            .that()
            .resideInAPackage("io.muster.domain.strategy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.muster.domain.campaign..");
}
