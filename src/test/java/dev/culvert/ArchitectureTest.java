package dev.culvert;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may import whom; docs/architecture.md has the same table for people. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.culvert");

    private static final Map<String, Floor> HOUSE = house();

    private record Floor(Set<String> below, String reason) {}

    private static Map<String, Floor> house() {
        Map<String, Floor> house = new LinkedHashMap<>();
        Set<String> values = Set.of("syntax", "http", "world", "expr", "directive");
        Set<String> toConfig = and(values, "config");
        Set<String> toBalance = and(toConfig, "balance");
        Set<String> toRoute = and(toBalance, "rewrite", "edit", "access", "files", "route");
        Set<String> toProxy = and(toRoute, "tls", "proxy");
        house.put("syntax", new Floor(Set.of(), "the language is read without knowing one directive"));
        house.put("http", new Floor(Set.of(), "values of the protocol mean the same whoever uses them"));
        house.put("world", new Floor(Set.of(), "everybody asks the world outside in the same words"));
        house.put("frame", new Floor(Set.of(), "frames are read over a relay's shoulder, whatever carries them"));
        house.put("directive", new Floor(Set.of("syntax"), "what a directive is does not depend on any directive"));
        house.put("expr", new Floor(Set.of("http", "world"), "an expression looks at one request"));
        house.put("config", new Floor(values, "it learns the families from what the root hands it, so there is no circle"));
        house.put("balance", new Floor(toConfig, "a backend is chosen without knowing what is done with it"));
        house.put("tls", new Floor(toConfig, "what is said about TLS is apart from the sockets that speak it"));
        house.put("rewrite", new Floor(toConfig, "rules make one address of another, whoever is asked for it then"));
        house.put("edit", new Floor(toConfig, "headers and variables are edited the same way wherever a request goes"));
        house.put("access", new Floor(and(toConfig, "tls"), "who may come in, and how, does not depend on where they would go"));
        house.put("files", new Floor(toConfig, "a file is served without knowing how its path was found"));
        house.put("route", new Floor(and(toBalance, "rewrite", "edit", "access", "files", "tls"),
                "a decision is a pure function of configuration and request"));
        house.put("proxy", new Floor(and(toRoute, "tls"), "a conversation knows no socket and no log"));
        house.put("lint", new Floor(and(toRoute, "tls"), "what a configuration means is judged before anything is served"));
        house.put("log", new Floor(toProxy, "a line is written from an outcome that is over"));
        house.put("admin", new Floor(and(toProxy, "frame"), "a page is a decision like any other"));
        house.put("wire", new Floor(and(toProxy, "frame", "log"), "it carries out what the floors below decided"));
        house.put("demo", new Floor(Set.of("http"), "it is a backend like anyone's and must not lean on the proxy"));
        return house;
    }

    private static Set<String> and(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    @TestFactory
    Stream<DynamicTest> importsOnlyWhatStandsBelow() {
        return HOUSE.entrySet().stream().map(floor -> DynamicTest.dynamicTest(floor.getKey(), () -> check(floor)));
    }

    private static void check(Map.Entry<String, Floor> floor) {
        noClasses()
                .that().resideInAPackage("dev.culvert." + floor.getKey() + "..")
                .should().dependOnClassesThat().resideInAnyPackage(forbiddenTo(floor.getKey(), floor.getValue()))
                .because(floor.getValue().reason())
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    private static String[] forbiddenTo(String name, Floor floor) {
        Stream<String> others = HOUSE.keySet().stream()
                .filter(other -> !other.equals(name) && !floor.below().contains(other))
                .map(other -> "dev.culvert." + other + "..");
        return Stream.concat(others, Stream.of("dev.culvert")).toArray(String[]::new);
    }

    @Test
    void everyPackageHasItsFloor() {
        Set<String> packages = PRODUCT.getPackage("dev.culvert").getSubpackages().stream()
                .map(JavaPackage::getRelativeName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(HOUSE.keySet()).containsAll(packages);
    }

    @Test
    void onlyTheOutermostKnowNetty() {
        noClasses()
                .that().resideOutsideOfPackages("dev.culvert", "dev.culvert.wire..", "dev.culvert.demo..")
                .should().dependOnClassesThat().resideInAPackage("io.netty..")
                .because("what is decided without a socket can be tested without one")
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void theLowestKnowTheJdkOnly() {
        classes()
                .that().resideInAnyPackage("dev.culvert.syntax..", "dev.culvert.http..", "dev.culvert.frame..")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", "dev.culvert.syntax..", "dev.culvert.http..", "dev.culvert.frame..")
                .because("everything else rests on them")
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("dev.culvert.(*)..").should().beFreeOfCycles().allowEmptyShould(true).check(PRODUCT);
    }
}
