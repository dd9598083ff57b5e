package dev.culvert.parity;

import static dev.culvert.parity.Texts.get;
import static dev.culvert.parity.Texts.up;

import java.util.List;

/** Rows 104 to 106 and 109: backends that cannot be reached. */
final class ErrorCases {
    private static final Setup ERRORS = new Setup("unreachable backends", """
            ProxyPass /closed/ ws://{closed}/
            ProxyPass /nosuch/ ws://nosuch.invalid/
            ProxyPass /full/ ws://{full}/ connectiontimeout=1
            ProxyPass /disabled/ ws://{b}/ status=D
            ProxyPass /gone/ unix:{dir}/gone.sock|ws://localhost/
            ProxyPass /ftp/ ftp://{b}/
            """);

    private ErrorCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("104", "refused", ERRORS, stage -> {
                    closed(stage, get("/closed/c104"));
                    closed(stage, up("/closed/c104"));
                    stage.logged("/closed/c104");
                }),
                Case.of("105", "a name that is none", ERRORS, stage -> closed(stage, up("/nosuch/x"))),
                Case.of("106", "a backend that lets nobody in", ERRORS, stage ->
                        stage.takes(1, () -> closed(stage, up("/full/x")))),
                Case.of("109", "status=D", ERRORS, stage -> {
                    closed(stage, get("/disabled/x"));
                    stage.connections("b");
                }),
                Case.of("109b", "no socket file, and a scheme nobody serves", ERRORS, stage -> {
                    closed(stage, up("/gone/x"));
                    closed(stage, get("/ftp/x"));
                }));
    }

    private static void closed(Stage stage, String request) {
        Actor client = stage.client().send(request);
        client.answer();
        client.rest();
    }
}
