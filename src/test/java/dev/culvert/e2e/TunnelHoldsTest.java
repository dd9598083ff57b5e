package dev.culvert.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.proxy.LiveTunnels;
import dev.culvert.testing.RawConnection;
import dev.culvert.testing.ScriptedBackend;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an open tunnel refers to: nothing that belongs to a reading of the configuration, or to the request it was. */
class TunnelHoldsTest {
    /** What lives as long as the program is not looked into. */
    private static final Set<String> OUTSIDE = Set.of("dev.culvert.wire.Wire", "dev.culvert.balance.LiveBalancer",
            "dev.culvert.log.LogSink", "dev.culvert.wire.Gate");

    @Test
    void noGenerationAndNoRequest() throws Exception {
        String format = "CustomLog /dev/stdout \"%{X-A}i %{E}e %u %{end:sec}t %I %{ended-by}W %101{close-code}W %r\"";
        try (ScriptedBackend backend = ScriptedBackend.tcp();
                Running culvert = Running.with(format, "LogLevel trace8", "SetEnvIf Host . E=set",
                        "ProxyPass / ws://127.0.0.1:" + backend.port() + "/");
                RawConnection client = culvert.client()) {
            client.send(TunnelsTest.UPGRADE);
            RawConnection behind = backend.next();
            behind.head();
            behind.send(TunnelsTest.AGREED);
            assertThat(client.head().status()).isEqualTo(101);
            Awaitility.await().atMost(Running.PATIENCE).until(() -> culvert.openTunnels() == 1);
            Set<String> held = held(((LiveTunnels) of(of(culvert, "server"), "tunnels")).all().iterator().next());
            assertThat(held).as("we looked").contains("dev.culvert.log.TunnelLines", "dev.culvert.log.BegunLine",
                    "dev.culvert.log.ErrorLog", "dev.culvert.wire.TunnelRecord");
            assertThat(held).doesNotContain("dev.culvert.wire.ServedSite", "dev.culvert.Generation", "dev.culvert.proxy.Exchange",
                    "dev.culvert.proxy.Site", "dev.culvert.proxy.Outcome", "dev.culvert.route.Scene", "dev.culvert.http.Request",
                    "dev.culvert.http.Headers", "dev.culvert.config.VirtualHost", "dev.culvert.config.Configuration",
                    "dev.culvert.directive.Settings", "dev.culvert.log.AccessLog");
        }
    }

    private static Object of(Object holder, String field) throws ReflectiveOperationException {
        Field found = holder.getClass().getDeclaredField(field);
        found.setAccessible(true);
        return found.get(holder);
    }

    /** The classes of ours that can be reached from there. */
    private static Set<String> held(Object root) throws ReflectiveOperationException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> left = new ArrayDeque<>(List.of(root));
        Set<String> names = new TreeSet<>();
        while (!left.isEmpty()) {
            Object next = left.pop();
            if (seen.add(next)) {
                names.add(next.getClass().getName());
                left.addAll(inside(next));
            }
        }
        return names;
    }

    private static Deque<Object> inside(Object holder) throws ReflectiveOperationException {
        Deque<Object> inside = new ArrayDeque<>();
        switch (holder) {
            case Object[] array -> List.of(array).forEach(inside::add);
            case Optional<?> optional -> optional.ifPresent(inside::add);
            case Map<?, ?> map -> map.forEach((key, value) -> {
                inside.add(key);
                inside.add(value);
            });
            case Iterable<?> all -> all.forEach(inside::add);
            default -> addFields(holder, inside);
        }
        return inside;
    }

    private static void addFields(Object holder, Deque<Object> inside) throws ReflectiveOperationException {
        Class<?> type = holder.getClass();
        while (type.getName().startsWith("dev.culvert.") && !OUTSIDE.contains(type.getName())) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    Optional.ofNullable(field.get(holder)).ifPresent(inside::add);
                }
            }
            type = type.getSuperclass();
        }
    }
}
