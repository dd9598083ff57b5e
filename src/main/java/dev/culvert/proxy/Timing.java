package dev.culvert.proxy;

import dev.culvert.balance.Backend;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.balance.WorkerStatus;
import dev.culvert.config.ConnectionDirectives;
import dev.culvert.directive.Settings;
import dev.culvert.route.ProxyDirectives;
import java.time.Duration;
import java.util.Set;

/** What a backend's parameters, and where they are silent the settings, say about its use. */
final class Timing {
    private Timing() {}

    static boolean isOutOfUse(Backend backend) {
        Set<WorkerStatus> status = backend.parameters().get(WorkerParameters.STATUS);
        return status.contains(WorkerStatus.DISABLED) || status.contains(WorkerStatus.STOPPED);
    }

    static Action.Waits waits(Backend backend, Settings settings) {
        Duration answer = patience(backend, settings);
        return new Action.Waits(backend.parameters().get(WorkerParameters.CONNECTION_TIMEOUT).orElse(answer), answer);
    }

    private static Duration patience(Backend backend, Settings settings) {
        return backend.parameters().get(WorkerParameters.TIMEOUT)
                .or(() -> settings.get(ProxyDirectives.TIMEOUT))
                .orElse(settings.get(ConnectionDirectives.TIMEOUT));
    }

    /** httpd: the longer of the client's and the backend's timeout. Ours: what a worker itself says is what holds. */
    static Duration idle(Backend backend, Settings settings) {
        Duration client = settings.get(ConnectionDirectives.TIMEOUT);
        Duration behind = patience(backend, settings);
        boolean said = backend.parameters().get(WorkerParameters.TIMEOUT).isPresent();
        return said || behind.compareTo(client) > 0 ? behind : client;
    }
}
