package dev.culvert.balance;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Place;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The {@code key=value} words that may stand behind one kind of URL: settings, though no line begins with one. */
public final class Parameters {
    private final String what;
    private final Map<String, Setting<?>> byName;

    private Parameters(String what, Map<String, Setting<?>> byName) {
        this.what = what;
        this.byName = byName;
    }

    /**
     * @param family whose settings they are; all of them must be there already
     * @param what whose parameters they are, such as {@code a backend}
     */
    static Parameters of(Family family, String what) {
        Map<String, Setting<?>> names = new HashMap<>();
        family.settings().forEach(setting -> setting.spellings().keySet().forEach(name -> names.put(name, setting)));
        return new Parameters(what, Map.copyOf(names));
    }

    /** Every parameter's name, in the order of the alphabet. */
    public List<String> names() {
        List<String> names = new ArrayList<>(byName.keySet());
        names.sort(String::compareTo);
        return names;
    }

    /**
     * Reads one parameter.
     *
     * @param args the directive it stands in, for names and positions; its words are left alone
     * @param key compared without case
     * @throws dev.culvert.directive.Misread if there is no such parameter, or it cannot have that value
     */
    public Settings read(Settings soFar, Args args, String key, String value) {
        String name = key.toLowerCase(Locale.ROOT);
        Setting<?> setting = byName.get(name);
        if (setting == null) {
            throw args.error(args.name() + " expects the parameter of " + what + ", but '" + key + "' is none"
                    + Suggestion.nearest(key, byName.keySet()).map(near -> "; did you mean " + near + "?").orElse(""));
        }
        Settings read = read(setting, soFar, args, name, value);
        return setting == WorkerParameters.HC_TEMPLATE ? read.with(read.get(WorkerParameters.HC_TEMPLATE), Place.PROXY) : read;
    }

    /** Reads one {@code key=value} word. */
    public Settings read(Settings soFar, Args args, String word) {
        int equals = word.indexOf('=');
        if (equals < 0) {
            throw args.error(args.name() + " expects parameters of the form key=value, but was given '" + word + "'");
        }
        return read(soFar, args, word.substring(0, equals), word.substring(equals + 1));
    }

    private static <V> Settings read(Setting<V> setting, Settings soFar, Args args, String key, String value) {
        Setting.Reading<V> reading = Optional.ofNullable(setting.spellings().get(key)).orElseThrow();
        return soFar.put(setting, reading.read(args.nested(args.name() + " parameter " + key, value), soFar.get(setting)));
    }
}
