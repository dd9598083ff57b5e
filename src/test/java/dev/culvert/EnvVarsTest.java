package dev.culvert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shell script beside a distribution's configuration: its assignments are read, and nothing is run. */
class EnvVarsTest {
    @Test
    void readsAssignmentsAndRefersToWhatStandsBefore() {
        assertThat(read("""
                # a comment: A=1
                unset HOME
                if [ "${APACHE_CONFDIR##/etc/apache2-}" != "${APACHE_CONFDIR}" ] ; then
                \tSUFFIX="-${APACHE_CONFDIR##/etc/apache2-}"
                else
                \tSUFFIX=
                fi
                export APACHE_RUN_USER=www-data
                export APACHE_RUN_DIR=/var/run/apache2$SUFFIX
                APACHE_PID_FILE="${APACHE_RUN_DIR}/apache2.pid"  # where it stands
                export LANG=C
                export LANG
                """, Map.of()))
                .containsExactly(
                        Map.entry("APACHE_RUN_USER", "www-data"), Map.entry("APACHE_RUN_DIR", "/var/run/apache2"),
                        Map.entry("APACHE_PID_FILE", "/var/run/apache2/apache2.pid"), Map.entry("LANG", "C"));
    }

    @Test
    void knowsWhatIsSetOutside() {
        assertThat(read("A=$HOME/x\nB='$HOME'\n", Map.of("HOME", "/root"))).containsEntry("A", "/root/x").containsEntry("B", "$HOME");
    }

    @Test
    void runsNothing() {
        assertThat(read("A=`touch /tmp/x`\nB=$(id)\nrm -rf /\n", Map.of())).containsOnlyKeys("A", "B");
    }

    private static Map<String, String> read(String script, Map<String, String> environment) {
        return EnvVars.read(script.lines().toList(), environment);
    }
}
