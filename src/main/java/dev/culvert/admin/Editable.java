package dev.culvert.admin;

import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.Parameters;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Args;
import dev.culvert.directive.Setting;
import dev.culvert.directive.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A parameter that can be changed while the server runs, and how it is written: in a form, and in the file of changes.
 *
 * @param field httpd's name of it in forms
 * @param all the parameters it is one of
 * @param unit what a bare number in the form's field counts, as it is written behind the number
 * @param none what clears it, where it can be cleared
 */
record Editable<V>(String field, Setting<V> setting, Parameters all, String unit, Optional<String> none) {
    static final Editable<?> METHOD = kept("w_hm", WorkerParameters.HC_METHOD, WorkerParameters.ALL, "");
    static final Editable<?> INTERVAL = kept("w_hi", WorkerParameters.HC_INTERVAL, WorkerParameters.ALL, "ms");
    static final Editable<?> PASSES = kept("w_hp", WorkerParameters.HC_PASSES, WorkerParameters.ALL, "");
    static final Editable<?> FAILS = kept("w_hf", WorkerParameters.HC_FAILS, WorkerParameters.ALL, "");
    static final Editable<?> URI = clearable("w_hu", WorkerParameters.HC_URI, WorkerParameters.ALL, "");
    static final Editable<?> EXPRESSION = clearable("w_he", WorkerParameters.HC_EXPR, WorkerParameters.ALL, "");

    static final Editable<?> FACTOR = kept("w_lf", WorkerParameters.LOAD_FACTOR, WorkerParameters.ALL, "");
    static final Editable<?> LB_SET = kept("w_ls", WorkerParameters.LB_SET, WorkerParameters.ALL, "");
    static final Editable<?> ROUTE = clearable("w_wr", WorkerParameters.ROUTE, WorkerParameters.ALL, "");
    static final Editable<?> REDIRECT = clearable("w_rr", WorkerParameters.REDIRECT, WorkerParameters.ALL, "");

    static final Editable<?> LB_METHOD = kept("b_lbm", BalancerParameters.LB_METHOD, BalancerParameters.ALL, "");
    static final Editable<?> TIMEOUT = clearable("b_tmo", BalancerParameters.TIMEOUT, BalancerParameters.ALL, "0");
    static final Editable<?> ATTEMPTS = kept("b_max", BalancerParameters.MAX_ATTEMPTS, BalancerParameters.ALL, "");
    static final Editable<?> NO_FAILOVER = kept("b_sforce", BalancerParameters.NO_FAILOVER, BalancerParameters.ALL, "");
    static final Editable<?> STICKY = clearable("b_ss", BalancerParameters.STICKY_SESSION, BalancerParameters.ALL, "-");

    static final List<Editable<?>> OF_CHECKS = List.of(METHOD, EXPRESSION, INTERVAL, PASSES, FAILS, URI);
    static final List<Editable<?>> OF_MEMBER =
            List.of(FACTOR, LB_SET, ROUTE, REDIRECT, METHOD, EXPRESSION, INTERVAL, PASSES, FAILS, URI);
    static final List<Editable<?>> OF_BALANCER = List.of(LB_METHOD, TIMEOUT, ATTEMPTS, NO_FAILOVER, STICKY);

    private static <V> Editable<V> kept(String field, Setting<V> setting, Parameters all, String unit) {
        return new Editable<>(field, setting, all, unit, Optional.empty());
    }

    private static <V> Editable<V> clearable(String field, Setting<V> setting, Parameters all, String none) {
        return new Editable<>(field, setting, all, "", Optional.of(none));
    }

    /** Its name in a configuration. */
    String key() {
        return setting.name().toLowerCase(Locale.ROOT);
    }

    /** As a form shows it: numbers without their unit. */
    String shown(Settings settings) {
        return shown(settings.get(setting));
    }

    private String shown(Object value) {
        return switch (value) {
            case Optional<?> some -> some.map(this::shown).orElse("");
            case Boolean on -> on ? "On" : "Off";
            case Double number -> String.format(Locale.ROOT, "%.2f", number);
            case Duration time -> String.valueOf(unit.equals("ms") ? time.toMillis() : time.toSeconds());
            default -> value.toString();
        };
    }

    /** As the file of changes has it, and {@link #read} takes it. */
    String written(Settings settings) {
        return none.filter(_ -> isInitial(settings)).orElseGet(() -> withUnit(shown(settings)));
    }

    boolean isInitial(Settings settings) {
        return settings.get(setting).equals(setting.initial());
    }

    boolean isSame(Settings one, Settings other) {
        return one.get(setting).equals(other.get(setting));
    }

    /** A field without its unit means the form's. */
    String withUnit(String text) {
        boolean bare = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return bare ? text + unit : text;
    }

    /** Whether a form that was sent as it was shown has this in its field. */
    boolean isShown(Settings now, String text) {
        String shown = shown(now);
        return text.equalsIgnoreCase(shown.isEmpty() && equals(METHOD) ? "NONE" : shown);
    }

    /** Whether such a text says anything: an empty one clears some, and leaves others alone. */
    boolean says(String text) {
        return !text.isEmpty() || none.filter(String::isEmpty).isPresent();
    }

    /**
     * @param soFar what it is added to
     * @param line what its words stand in, for what other directives have defined
     * @throws dev.culvert.directive.Misread if it cannot have that value
     */
    Settings read(Settings soFar, Args line, String text) {
        if (none.filter(text::equals).isPresent()) {
            return soFar.put(setting, setting.initial());
        }
        return all.read(soFar, line, key(), text);
    }
}
