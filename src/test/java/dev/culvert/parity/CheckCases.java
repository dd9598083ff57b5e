package dev.culvert.parity;

import java.util.List;

/** Rows 20 and 131: what {@code -t} says. The sentences are each program's own: the status, the line and the shape are not. */
final class CheckCases {
    /** Never started: every configuration of these cases is their own. */
    private static final Setup NONE = new Setup("checks", "");

    private static final String[] WRONG = {
        "NoSuchThing",
        "ProxyPass /a/",
        "ProxyPass /a/ x",
        "ProxyPass /a/ ws://h:abc/",
        "ProxyPass /a/ ws://h/ timeout=0",
        "ProxyPass /a/ ws://h/ nosuch=1",
        "ProxyPass /a/ ws://h/ bare",
        "ProxyPassMatch ( ws://h/",
        "ProxyWebsocketFallbackToProxyHttp Maybe",
        "ProxyPreserveHost",
        "<Location /a/>\nProxyPass /b/ ws://h/\n</Location>",
        "ProxyTimeout 0",
        "ProxyVia Maybe",
        "ProxyBadHeader No",
        "AllowEncodedSlashes Maybe",
        "ProxyErrorOverride On 200",
        "<Directory />\nProxyPass ws://h/\n</Directory>"};

    private CheckCases() {}

    static List<Case> all() {
        return List.of(
                Case.of("20", "a protocol of 16 characters", NONE, stage ->
                        stage.checks("ProxyPass /x/ ws://h/ upgrade=0123456789abcdef")),
                Case.of("131", "configurations that are good", NONE, stage -> stage.checks(
                        "ProxyPass /a/ \"ws://h/\" \"timeout=3\"",
                        "ProxyPass /a/ ws://h/ timeout=5s",
                        "proxypass /a/ WS://h/ TIMEOUT=5",
                        "ProxyPass /a/ ! retry=1",
                        "<IfModule mod_nosuch.c>\nNoSuchThing\n</IfModule>")),
                Case.of("131b", "directives that are wrong", NONE, stage -> stage.checks(WRONG)),
                Case.of("131c", "sections that are wrong", NONE, stage -> stage.checks(
                        "<Location /a/>",
                        "</Location>",
                        "<Location /a/>\n</Directory>",
                        "<Location>\n</Location>",
                        "<Location /a/\n</Location>",
                        "<NoSuch>\n</NoSuch>",
                        "Include /nosuch.conf"))
                        .differs("Every configuration error has two lines", "one shape is enough", """
                        <Location /a/> -> exit 1, AH00526: Syntax error on line 1 of {dir}/checked.conf:
                        </Location> -> exit 1, AH00526: Syntax error on line 1 of {dir}/checked.conf:
                        <Location /a/> / </Directory> -> exit 1, AH00526: Syntax error on line 2 of {dir}/checked.conf:
                        <Location> / </Location> -> exit 1, AH00526: Syntax error on line 1 of {dir}/checked.conf:
                        <Location /a/ / </Location> -> exit 1, AH00526: Syntax error on line 1 of {dir}/checked.conf:
                        <NoSuch> / </NoSuch> -> exit 1, AH00526: Syntax error on line 1 of {dir}/checked.conf:
                        Include /nosuch.conf -> exit 1, AH00526: Syntax error on line 1 of {dir}/checked.conf:
                        """));
    }
}
