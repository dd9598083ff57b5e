package dev.culvert.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProxyDirectivesTest {
    private static Settings pass(String url, Place place) {
        return Settings.NONE.put(ProxyDirectives.PASSES, List.of(new ProxyPass(new ProxyPass.From.Prefix("/"), Optional.of(url),
                Set.of(), ProxyPass.Form.DECODED, Settings.NONE, List.of(), place, new Position("case", 1))));
    }

    private static List<String> urls(Settings settings) {
        return settings.get(ProxyDirectives.PASSES).stream().flatMap(rule -> rule.url().stream()).toList();
    }

    @Test
    void serversPutTheirRulesTogetherAndSectionsReplaceThem() {
        Settings main = pass("http://main/", Place.SERVER);
        Settings host = main.with(pass("http://host/", Place.VIRTUAL_HOST), Place.VIRTUAL_HOST);
        Settings section = host.with(pass("http://section/", Place.LOCATION), Place.LOCATION);
        assertThat(urls(host)).containsExactly("http://main/", "http://host/");
        assertThat(urls(section)).containsExactly("http://section/");
        assertThat(ProxyDirectives.backends(host, main)).extracting(each -> each.url().host()).containsExactly("host");
    }

    @Test
    void errorOverridesAddTheirStatuses() {
        ErrorOverride merged = ErrorOverride.merge(new ErrorOverride(true, Set.of(404)), new ErrorOverride(true, Set.of(500)));
        assertThat(merged).isEqualTo(new ErrorOverride(true, Set.of(404, 500)));
        assertThat(Stream.of(400, 404, 500).map(merged::replaces)).containsExactly(false, true, true);
        assertThat(new ErrorOverride(true, Set.of()).replaces(400)).isTrue();
        assertThat(ErrorOverride.OFF.replaces(500)).isFalse();
    }

    @Test
    void everyDirectiveHasADocumentationAndAPlace() {
        List<Setting<?>> all = Stream.of(ProxyDirectives.FAMILY, WebSocketDirectives.FAMILY)
                .flatMap(family -> family.settings().stream()).toList();
        assertThat(all).isNotEmpty().allSatisfy(setting -> {
            assertThat(setting.doc()).endsWith(".");
            assertThat(setting.places()).isNotEmpty();
        });
    }
}
