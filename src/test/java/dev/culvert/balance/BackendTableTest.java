package dev.culvert.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.directive.Settings;
import dev.culvert.syntax.Diagnostic;
import dev.culvert.syntax.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendTableTest {
    private static final Position HERE = new Position("case", 3);

    private static BackendUrl url(String text) {
        return BackendUrl.parse(text).orElseThrow();
    }

    private static BackendDirective pass(String text) {
        Backend.Kind kind = text.contains("$") ? Backend.Kind.PATTERN : Backend.Kind.LITERAL;
        return new BackendDirective.Definition(url(text), kind, Settings.NONE, List.of(), HERE);
    }

    private static Settings upgrade(String protocol) {
        return Settings.NONE.put(WorkerParameters.UPGRADE, Optional.of(protocol));
    }

    private static BackendTable table(String... urls) {
        return BackendTable.of(List.of(urls).stream().map(BackendTableTest::pass).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://H:80/Path, http://h/Path",
        "https://h:443, https://h",
        "ws://h:443/, ws://h:443/",
        "wss://user:pw@H:8443/x, wss://h:8443/x",
        "unix:/S.sock|http://LOCALHOST/x, unix:/S.sock|http://localhost/x",
        "http://[::1]:81/, http://[::1]:81/",
        "http://h:$1/x, http://h:$1/x",
    })
    void namesABackendByItsUrl(String written, String identity) {
        assertThat(table(written).all()).singleElement().extracting(Backend::identity).isEqualTo(identity);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/a/b/c, http://h/a/b/",
        "http://h/a/x, http://h/a/",
        "http://H:80/ab, http://h/a",
        "http://h/x, *",
        "http://h2/a/, *",
        "ws://h/a/, *",
        "http://h:81/a/, *",
        "http://h/r/1/z/2, http://h/r/$1/z/$2",
        "http://h/r/1/y/2, *",
        "http://any:99/w/1, http://any:$1/w/$2",
        "http://any, *",
        "nonsense, *",
    })
    void findsTheLongestBeginning(String url, String identity) {
        BackendTable table = table("http://h/a/b/", "http://h/a/", "http://h/a", "http://h/r/$1/z/$2", "http://any:$1/w/$2");
        assertThat(table.find(url).identity()).isEqualTo(identity);
    }

    @Test
    void sharesOnlyWhatWasDefinedBefore() {
        BackendTable table = table("ws://h/sh/2/", "ws://h/sh/", "ws://h/sh/3/");
        assertThat(table.all()).extracting(Backend::identity).containsExactly("ws://h/sh/2/", "ws://h/sh/");
        assertThat(table.remarks()).extracting(Diagnostic::kind).containsExactly(Diagnostic.Kind.NOTE);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/, '', true",
        "http://h/, disablereuse=on, false",
        "http://h/$1, '', false",
        "http://h/$1, enablereuse=on, true",
        "http://h:$1/, enablereuse=on, false",
    })
    void knowsWhichConnectionsAreUsedTwice(String url, String parameter, boolean reused) {
        Settings settings = parameter.isEmpty() ? Settings.NONE
                : Settings.NONE.put(WorkerParameters.REUSE, Optional.of(parameter.startsWith("enable")));
        Backend.Kind kind = url.contains("$") ? Backend.Kind.PATTERN : Backend.Kind.LITERAL;
        assertThat(new Backend(url(url), kind, settings).reusesConnections()).isEqualTo(reused);
    }

    @Test
    void neverReusesConnectionsOfTheGenericBackend() {
        assertThat(BackendTable.NONE.find("http://h/")).isSameAs(Backend.GENERIC);
        assertThat(Backend.GENERIC.reusesConnections()).isFalse();
    }

    @Test
    void proxySetChangesWhatIsThereAndASectionMakesWhatIsNot() {
        BackendTable table = BackendTable.of(List.of(
                pass("http://h/"),
                new BackendDirective.Adjustment(url("http://h/"), upgrade("tftp"), HERE),
                new BackendDirective.Section(url("http://made/"), upgrade("h2c"), HERE)));
        assertThat(table.find("http://h/").parameters().get(WorkerParameters.UPGRADE)).contains("tftp");
        assertThat(table.find("http://made/x").parameters().get(WorkerParameters.UPGRADE)).contains("h2c");
        assertThat(table.remarks()).isEmpty();
    }

    @Test
    void proxySetOnNothingIsAnError() {
        BackendTable table = BackendTable.of(
                List.of(new BackendDirective.Adjustment(url("http://h/"), upgrade("tftp"), HERE), pass("http://h/")));
        assertThat(table.remarks()).singleElement().matches(Diagnostic::isError);
    }

    @Test
    void aVirtualHostHasTheMainServersBackendsFirst() {
        BackendTable main = BackendTable.of(
                List.of(new BackendDirective.Section(url("http://h/"), upgrade("main"), HERE)));
        BackendTable host = BackendTable.of(main, List.of(
                new BackendDirective.Section(url("http://h/"), upgrade("host"), HERE), pass("http://own/")));
        assertThat(host.find("http://h/").parameters().get(WorkerParameters.UPGRADE)).contains("main");
        assertThat(host.find("http://own/").identity()).isEqualTo("http://own/");
        assertThat(main.find("http://own/")).isSameAs(Backend.GENERIC);
    }

    @Test
    void readsDirectivesInTheOrderOfTheirLines() {
        BackendDirective late = new BackendDirective.Section(url("http://late/"), Settings.NONE, new Position("a", 9));
        BackendDirective early = new BackendDirective.Section(url("http://early/"), Settings.NONE, new Position("a", 2));
        BackendDirective other = new BackendDirective.Section(url("http://other/"), Settings.NONE, new Position("b", 1));
        assertThat(BackendDirective.ordered(List.of(late, other, early))).containsExactly(early, late, other);
    }

    @Test
    void tenThousandBackendsOnOneHostAreFound() {
        List<BackendDirective> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(pass("ws://h/app" + i + "/"));
        }
        BackendTable table = BackendTable.of(all);
        for (int i = 0; i < 10_000; i++) {
            assertThat(table.find("ws://h/app" + i + "/x").identity()).isEqualTo("ws://h/app" + i + "/");
        }
    }

    @Test
    void whatIsAliveStaysTheSameObject() {
        LiveBackends live = new LiveBackends();
        Live one = live.of("ws://h/");
        one.tunnelOpened();
        one.tunnelOpened();
        one.tunnelClosed();
        one.transferred(5);
        one.read(7);
        assertThat(live.of(table("ws://h/").find("ws://h/"))).isSameAs(one);
        assertThat(live.all()).containsOnlyKeys("ws://h/");
        assertThat(List.of(one.activeTunnels(), one.transferred(), one.read(), one.requests())).containsExactly(1L, 5L, 7L, 0L);
    }
}
