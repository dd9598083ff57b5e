package dev.culvert.lint;

import dev.culvert.balance.WorkerParameters;
import dev.culvert.route.ProxyPass;
import dev.culvert.route.UpgradeRule;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code upgrade=NONE} and {@code upgrade=ANY}, which do more than their names say. */
final class ForcedUpgrade implements Check {
    @Override
    public Stream<Finding> find(Survey survey) {
        return survey.servers().stream().flatMap(Server::everyOwnMapping).flatMap(rule -> finding(rule).stream());
    }

    private static Optional<Finding> finding(ProxyPass rule) {
        Optional<String> upgrade = rule.parameters().get(WorkerParameters.UPGRADE);
        String better = MappingLine.of(rule).with("upgrade", "websocket").print();
        if (UpgradeRule.alwaysUpgrades(upgrade)) {
            return Optional.of(Finding.doubt(rule.at(), "upgrade-none", "NONE does not turn upgrades off: every request this way"
                    + " is made a WebSocket, whether the client asked or not, and plain HTTP fails.", better));
        }
        return upgrade.filter("*"::equals).map(_ -> Finding.doubt(rule.at(), "upgrade-any", "ANY lets clients switch the backend"
                + " to any protocol they name, past everything that this server looks at.", better));
    }
}
