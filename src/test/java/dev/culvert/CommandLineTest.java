package dev.culvert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.CommandLine.Dump;
import dev.culvert.CommandLine.Misunderstood;
import dev.culvert.CommandLine.Sheet;
import dev.culvert.CommandLine.Task;
import dev.culvert.CommandLine.Understood;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            ''                            | Run[]
            -X                            | Run[]
            -DFOREGROUND                  | Run[]
            -D FOREGROUND                 | Run[]
            -t                            | Check[dumps=[]]
            -tT                           | Check[dumps=[]]
            -M                            | Check[dumps=[MODULES]]
            -t -D DUMP_MODULES            | Check[dumps=[MODULES]]
            -tDDUMP_VHOSTS                | Check[dumps=[VHOSTS]]
            -t -D DUMP_RUN_CFG            | Check[dumps=[RUN_CFG]]
            -D DUMP_INCLUDES              | Check[dumps=[INCLUDES]]
            -k stop -t                    | Check[dumps=[]]
            -k graceful                   | Signal[word=graceful]
            -kstop                        | Signal[word=stop]
            -k graceful-stop -f a         | Signal[word=graceful-stop]
            -v                            | Show[sheet=VERSION]
            --version                     | Show[sheet=VERSION]
            -V                            | Show[sheet=BUILD]
            -l                            | Show[sheet=BUILT_IN]
            -L -t                         | Show[sheet=DIRECTIVES]
            -vL                           | Show[sheet=VERSION]
            -h                            | Show[sheet=USAGE]
            -?                            | Show[sheet=USAGE]
            --demo                        | Demo[]
            """)
    void understandsTheTask(String line, String task) {
        assertThat(understood(line).task().toString()).isEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -x             | illegal option -- x
            -tZ            | illegal option -- Z
            -f             | option requires an argument -- f
            -t -D          | option requires an argument -- D
            -k reload      | expected start, restart, graceful, upgrade, graceful-stop or stop after -k, but was 'reload'
            httpd.conf     | expected an option, but was 'httpd.conf'
            --frobnicate   | expected an option, but was '--frobnicate'
            -              | expected an option, but was '-'
            """)
    void refusesTheRest(String line, String message) {
        assertThat(CommandLine.parse(line.split(" ", -1))).isEqualTo(new Misunderstood(message));
    }

    @Test
    void showsTheHostsAndTheProcess() {
        assertThat(understood("-S").task()).isEqualTo(new Task.Check(Set.of(Dump.VHOSTS, Dump.RUN_CFG)));
        assertThat(understood("-S").defines()).containsExactlyInAnyOrder("DUMP_VHOSTS", "DUMP_RUN_CFG");
    }

    @Test
    void gathersValuesInTheirOrder() {
        CommandLine line = understood("-f a.conf -d /srv -DONE -D TWO=2 -CListen -c Timeout -c KeepAlive"
                + " -e debug -E /tmp/log -T");
        assertThat(line.file()).contains("a.conf");
        assertThat(line.serverRoot()).contains("/srv");
        assertThat(line.defines()).containsExactly("ONE", "TWO=2");
        assertThat(line.before()).containsExactly("Listen");
        assertThat(line.after()).containsExactly("Timeout", "KeepAlive");
        assertThat(line.startupLevel()).contains("debug");
        assertThat(line.startupLog()).contains("/tmp/log");
        assertThat(line.documentRoots()).isEqualTo(CommandLine.DocumentRoots.TRUSTED);
    }

    @Test
    void everyLetterIsInTheUsage() {
        for (char letter : "fdDCcekEXtTSMlLvVh".toCharArray()) {
            assertThat(CommandLine.USAGE).contains("-" + letter);
        }
    }

    @Test
    void aSheetIsNoTaskThatReadsAConfiguration() {
        assertThat(understood("-v -f missing").task()).isEqualTo(new Task.Show(Sheet.VERSION));
    }

    private static CommandLine understood(String line) {
        CommandLine.Parsed parsed = CommandLine.parse(line.isEmpty() ? new String[0] : line.split(" ", -1));
        assertThat(parsed).isInstanceOf(Understood.class);
        return ((Understood) parsed).line();
    }
}
