package dev.culvert.log;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.proxy.CulvertDirectives;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads directives for tests; words stand between blanks or in single quotes. */
final class Lines {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private Lines() {}

    static Settings server(String... lines) {
        return read(Place.SERVER, lines);
    }

    static Settings host(Settings server, String... lines) {
        return server.with(read(Place.VIRTUAL_HOST, lines), Place.VIRTUAL_HOST);
    }

    private static Settings read(Place place, String... lines) {
        Settings settings = Settings.NONE;
        for (int i = 0; i < lines.length; i++) {
            List<Word> words = words(lines[i], new Position("test.conf", i + 1));
            Node node = new Node.Statement(words.getFirst(), words.subList(1, words.size()), lines[i]);
            settings = applied(settings, node, setting(node.name().text()), place);
        }
        return settings;
    }

    private static <V> Settings applied(Settings settings, Node node, Setting<V> setting, Place place) {
        Args args = new Args(node, place, Optional.empty(), _ -> { });
        Setting.Reading<V> reading = Objects.requireNonNull(setting.spellings().get(node.name().text()));
        return settings.put(setting, reading.read(args, settings.get(setting)));
    }

    private static Setting<?> setting(String name) {
        return Stream.of(LogDirectives.CORE, LogDirectives.LOG_CONFIG, LogDirectives.LOGIO, CulvertDirectives.FAMILY)
                .map(Family::settings)
                .flatMap(List::stream)
                .filter(setting -> setting.spellings().containsKey(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Word> words(String line, Position at) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(new Word(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), at));
        }
        return words;
    }
}
