package dev.culvert.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.balance.Balancer;
import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.Heartbeats;
import dev.culvert.balance.LiveBackends;
import dev.culvert.balance.LiveBalancer;
import dev.culvert.balance.LiveBalancers;
import dev.culvert.directive.Args;
import dev.culvert.directive.Place;
import dev.culvert.directive.Settings;
import dev.culvert.syntax.Node;
import dev.culvert.syntax.Position;
import dev.culvert.syntax.Word;
import dev.culvert.world.Remark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {
    private static final Args LINE = new Args(new Node.Statement(new Word("The", new Position("test", 1)), List.of(), ""),
            Place.PROXY, Optional.empty(), _ -> { });

    @TempDir
    Path directory = Path.of("");
    private final List<Remark> said = new ArrayList<>();

    private Keeper keeper(LiveBalancer balancer) {
        Keeper keeper = new Keeper(directory.resolve("run").resolve("changes"), said::add);
        keeper.keeps(List.of(balancer), LINE);
        keeper.adopt();
        return keeper;
    }

    private static LiveBalancer balancer() {
        return new LiveBalancers(new LiveBackends(), InstantSource.system(), new Heartbeats(0))
                .of(new Balancer("", "balancer://chat", Settings.NONE, List.of()));
    }

    @Test
    void whatWasChangedIsThereAfterARestart() {
        LiveBalancer before = balancer();
        try (Keeper keeper = keeper(before)) {
            keeper.restore(List.of(before));
            before.edit(Settings.NONE.put(BalancerParameters.TIMEOUT, Duration.ofSeconds(7)));
            keeper.changed();
        }
        LiveBalancer after = balancer();
        try (Keeper keeper = keeper(after)) {
            keeper.restore(List.of(after));
        }
        assertThat(after.parameters().get(BalancerParameters.TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
        assertThat(said).isEmpty();
        assertThat(directory.resolve("run")).isDirectoryContaining("glob:**/changes").isDirectoryNotContaining("glob:**/*.new");
    }

    @Test
    void aFileThatCannotBeReadIsSaidAndNothingElse() throws Exception {
        Files.createDirectories(directory.resolve("run").resolve("changes"));
        LiveBalancer balancer = balancer();
        try (Keeper keeper = keeper(balancer)) {
            keeper.restore(List.of(balancer));
            assertThat(said).singleElement().satisfies(remark -> assertThat(remark.text()).contains("cannot be read"));
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsSaid() throws Exception {
        Files.writeString(directory.resolve("run"), "no directory");
        try (Keeper keeper = keeper(balancer())) {
            keeper.changed();
        }
        assertThat(said).singleElement().satisfies(remark -> assertThat(remark.text()).contains("cannot be kept"));
    }
}
