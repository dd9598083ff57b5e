package dev.culvert.parity;

import static dev.culvert.parity.Talk.hears;
import static dev.culvert.parity.Talk.says;
import static dev.culvert.parity.Talk.shows;

import java.util.List;

/** Rows T-166 to T-169, T-183 and 134: who may come in. */
final class AccessCases {
    /** u with the password pw. */
    private static final String RIGHT = " | Authorization: Basic dTpwdw==";
    private static final String WRONG = " | Authorization: Basic dTpubw==";
    private static final String OTHER = " | Authorization: Basic djpwdw==";
    private static final String PROXY = "ProxyPass / http://{a}/\n";

    private AccessCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("access", "")
                .file("users", "u:{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=\n# comment\nv:{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=\n")
                .file("groups", "admins: u w\nothers: v\n")
                .file("hashes", """
                        bcrypt:$2y$05$J6JMTkJ4oXM/8bPedaHJ7eKtnhk5uId1v87EUq3vFuh4rueUKvOWS
                        apr1:$apr1$G.uGSqr3$yHaz/9g1LCMIUnoaFGgqg0
                        sha:{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=
                        crypt:/GzcK6o2eF2kk
                        sha512:$6$lpA.nVYVbOUcWVRk$BTghSZEEFJequye9pAY2NtI5c8xbr6n.yD8Fohdzf3z.Tr9DwEMmXflUbR3nDiY77br4OHORpNHQWRsDkWryS1
                        sha256:$5$R97pPMFRNMvmqz6L$yrZdZAC9n2Br2q3R7dTtocQY7ZrY8e9OiAXXWas.CK3
                        plain:pw
                        empty:
                        """);
        requiring(hosts);
        containers(hosts);
        passwords(hosts);
        more(hosts);
        old(hosts);
        return hosts.cases();
    }

    private static void requiring(Hosts hosts) {
        hosts.row("1166", "each kind of Require", PROXY + "SetEnvIf X-A yes YES\nSetEnvIf X-A late LATE\n"
                        + require("ip", "ip 127.0.0.0/8") + require("ipno", "ip 10.0.0.0/8 192.168") + require("partial", "ip 127")
                        + require("mask", "ip 127.0.0.0/255.0.0.0") + require("v6", "ip ::1 127.0.0.1") + require("expr",
                        "expr %{HTTP:X-A} == 'yes'")
                        + require("exprq", "expr \"%{REQUEST_URI} =~ m#q$#\"") + require("env", "env YES NO") + require("host",
                        "host nosuch.test")
                        + require("method", "method GET HEAD") + require("local", "local") + require("granted", "all granted")
                        + require("denied", "all denied") + require("valid", "valid-user") + require("user", "user u"),
                        says("GET /ip", "GET /ipno", "GET /partial", "GET /mask", "GET /v6", "GET /expr | X-A: yes", "GET /expr",
                                "GET /exprq", "GET /env | X-A: yes", "GET /env", "GET /host", "GET /method", "POST /method", "GET /local",
                                "GET /granted", "GET /denied", "GET /valid", "GET /user", "WS /ip", "WS /denied", "GET /other"))
                .row("1166b", "a refusal in whole", PROXY + require("denied", "all denied"), host -> {
                    host.shows("GET /denied", "HEAD /denied", "WS /denied");
                    host.stage().connections("a");
                    host.stage().warned("AH01630");
                })
                .row("134", "a Proxy section for a part of a backend", "ProxyPass /w/ ws://{b}/\n<Proxy ws://{b}/d>\n"
                        + "Require all denied\n</Proxy>\n",
                        host -> {
                            host.says("WS /w/d/x", "GET /w/d", "WS /w/e");
                            host.stage().connections("b");
                        })
                .row("1168", "a Proxy section with a star", PROXY + "<Proxy \"http://{a}/sec*\">\nRequire all denied\n</Proxy>\n",
                        says("GET /x", "GET /sec/y", "GET /second"));
    }

    private static void containers(Hosts hosts) {
        hosts.row("2110", "RequireAll, RequireAny, RequireNone", PROXY + "SetEnvIf X-A a A\nSetEnvIf X-B b B\n"
                        + located("all", "<RequireAll>\nRequire env A\nRequire env B\n</RequireAll>\n")
                        + located("any", "<RequireAny>\nRequire env A\nRequire env B\n</RequireAny>\n")
                        + located("lines", "Require env A\nRequire env B\n")
                        + located("not", "<RequireAll>\nRequire all granted\nRequire not env A\n</RequireAll>\n")
                        + located("none", "<RequireAll>\nRequire env B\n<RequireNone>\nRequire env A\n</RequireNone>\n</RequireAll>\n")
                        + located("deep", "<RequireAny>\nRequire env B\n<RequireAll>\nRequire env A\nRequire not env B\n</RequireAll>\n"
                        + "</RequireAny>\n"),
                        host -> {
                            for (String path : List.of("all", "any", "lines", "not", "none", "deep")) {
                                host.says("GET /" + path, "GET /" + path + " | X-A: a", "GET /" + path + " | X-B: b",
                                        "GET /" + path + " | X-A: a | X-B: b");
                            }
                        })
                .row("2111", "sections replace, or add with AuthMerging", PROXY + "<Location />\nRequire all denied\n</Location>\n"
                        + "<Location /open>\nRequire all granted\n</Location>\n<Location /and>\nAuthMerging And\nRequire all granted\n"
                        + "</Location>\n"
                        + "<Location /or>\nAuthMerging Or\nRequire all granted\n</Location>\n<Location /open/none>\nHeader set X-A 1\n"
                        + "</Location>\n",
                        says("GET /x", "GET /open", "GET /and", "GET /or", "GET /open/none"))
                .row("1169", "LimitExcept and Limit", PROXY + "<Location /e>\n<LimitExcept GET POST>\nRequire all denied\n"
                        + "</LimitExcept>\n</Location>\n"
                        + "<Location /l>\n<Limit PUT DELETE>\nRequire all denied\n</Limit>\n</Location>\n",
                        says("GET /e", "HEAD /e", "POST /e | Content-Length: 0", "PUT /e | Content-Length: 0", "OPTIONS /e", "WS /e",
                                "GET /l", "PUT /l | Content-Length: 0", "DELETE /l"));
    }

    private static void passwords(Hosts hosts) {
        hosts.row("1167", "Basic", PROXY + "<Location />\n" + basic() + "Require valid-user\n</Location>\n", host -> {
            host.says("WS /x", "WS /x" + WRONG, "WS /x" + RIGHT, "GET /x | Authorization: Basic !!!", "GET /x | Authorization: Bearer x",
                    "GET /x | authorization: basic dTpwdw==");
            host.shows("GET /x", "HEAD /x", "WS /x" + WRONG);
        })
                .row("1167b", "what the backend gets of a user", "ProxyPass / ws://{b}/\n<Location />\n" + basic() + "Require valid-user\n"
                        + "RequestHeader set X-User expr=%{REMOTE_USER}\nRequestHeader set X-User2 %{REMOTE_USER}e\n</Location>\n",
                        hears("WS /x" + RIGHT))
                .row("2112", "each format of htpasswd", PROXY + "<Location />\n" + basic().replace("/users", "/hashes")
                        + "Require valid-user\n"
                        + "</Location>\n", host -> {
                            for (String name : List.of("bcrypt", "apr1", "sha", "crypt", "sha512", "sha256", "plain", "empty", "nosuch")) {
                                host.says("GET /" + name + Texts.basic(name, "pw"), "GET /" + name + Texts.basic(name, "PW"),
                                        "GET /" + name + Texts.basic(name, ""));
                            }
                        })
                .row("2113", "user, group, and both", PROXY + located("u", basic() + "Require user u x\n")
                        + located("quoted", basic() + "Require user \"u\"\n")
                        + located("g", basic() + "AuthGroupFile {dir}/groups\nRequire group admins none\n")
                        + located("both", basic() + "<RequireAll>\nRequire valid-user\nRequire expr %{HTTP:X-A} == 'yes'\n</RequireAll>\n")
                        + located("either", basic() + "Require user u\nRequire expr %{HTTP:X-A} == 'yes'\n")
                        + located("not", basic() + "<RequireAll>\nRequire valid-user\nRequire not user u\n</RequireAll>\n"), host -> {
                            for (String path : List.of("u", "quoted", "g", "both", "either", "not")) {
                                host.says("GET /" + path, "GET /" + path + RIGHT, "GET /" + path + OTHER, "GET /" + path + RIGHT
                                        + " | X-A: yes",
                                        "GET /" + path + " | X-A: yes");
                            }
                        })
                .row("2114", "what is missing", PROXY + located("file", "AuthType Basic\nAuthName r\nRequire valid-user\n")
                        + located("gone", basic().replace("/users", "/nosuch") + "Require valid-user\n")
                        + located("type", "AuthName r\nRequire valid-user\n") + located("name", "AuthType Basic\nRequire valid-user\n")
                        + located("off", "AuthType None\nRequire all granted\n") + located("alone", basic()),
                        says("GET /file" + RIGHT, "GET /gone" + RIGHT, "GET /type" + RIGHT, "GET /name" + RIGHT, "GET /off",
                        "GET /alone", "GET /file"));
    }

    private static void more(Hosts hosts) {
        hosts.row("2115", "Satisfy", PROXY + located("any", basic() + "Satisfy Any\nOrder deny,allow\nDeny from all\nAllow from env=IN\n"
                        + "Require valid-user\n") + located("all", basic() + "Satisfy All\nOrder deny,allow\nDeny from all\n"
                        + "Allow from env=IN\n"
                        + "Require valid-user\n") + "SetEnvIf X-A in IN\n", host -> {
                            for (String path : List.of("any", "all")) {
                                host.says("GET /" + path, "GET /" + path + RIGHT, "GET /" + path + " | X-A: in", "GET /" + path + RIGHT
                                        + " | X-A: in",
                                        "GET /" + path + WRONG + " | X-A: in");
                            }
                        })
                .row("2116", "a realm that is an expression, and one with quotes", PROXY
                        + located("e", basic().replace("AuthName r", "AuthName \"for %{REQUEST_URI}\"") + "Require valid-user\n")
                        + located("q", basic().replace("AuthName r", "AuthName 'a \"b\" c'") + "Require valid-user\n"),
                        shows("GET /e/x", "GET /q"))
                .row("2117", "ErrorDocument and Header on a 401", PROXY + "ErrorDocument 401 \"who?\"\nHeader always set X-B 2\n"
                        + "Header set X-A 1\n"
                        + located("x", basic() + "Require valid-user\n"), host -> {
                            host.shows("GET /x");
                            host.bodies("GET /x");
                        })
                .differs("Pages and texts are UTF-8", "what stands in a configuration is UTF-8")
                .row("2118", "a rule before the password", PROXY + "RewriteEngine on\nRewriteRule ^/x/go$ http://o.test/ [R]\n"
                        + "RewriteRule ^/x/no$ - [F]\nRedirect /x/red http://o.test/\nProxyPassReverse / http://{a}/\n"
                        + located("x", basic() + "Require valid-user\n"), says("GET /x/go", "GET /x/no", "GET /x/red", "GET /x/other"))
                .row("2119", "a Location that is encoded or doubled", PROXY + require("deny", "all denied"),
                        says("GET /%64eny", "GET //deny", "GET /./deny", "GET /x/../deny", "GET /deny%2fx", "GET /denyx", "GET /DENY",
                        "GET /deny/"));
    }

    private static void old(Hosts hosts) {
        hosts.row("1183", "Order, Allow, Deny", PROXY
                        + located("da", "Order deny,allow\nDeny from all\nAllow from 127\n") + located("ad",
                        "Order allow,deny\nDeny from 127.0.0.1\n")
                        + located("ad2", "Order allow,deny\nAllow from all\n") + located("none", "Order allow,deny\n")
                        + located("none2", "Order deny,allow\n")
                        + located("mutual", "Order mutual-failure\nAllow from 127.0.0.0/8\n") + located("net",
                        "Order deny,allow\nDeny from all\n"
                        + "Allow from 10.0.0.0/8 127.0.0.0/255.0.0.0\n") + located("env", "Order deny,allow\nDeny from all\n"
                        + "Allow from env=IN\n")
                        + located("not", "Order allow,deny\nAllow from all\nDeny from env=!IN\n") + located("host",
                        "Order deny,allow\nDeny from all\n"
                        + "Allow from .nosuch.test\n") + "SetEnvIf X-A in IN\n",
                        says("GET /da", "GET /ad", "GET /ad2", "GET /none", "GET /none2", "GET /mutual", "GET /net", "GET /env",
                        "GET /env | X-A: in",
                                "GET /not", "GET /not | X-A: in", "GET /host", "WS /none"))
                .row("2120", "old and new together", PROXY + located("a", "Order deny,allow\nDeny from all\nRequire all granted\n")
                        + located("b", "Order allow,deny\nAllow from all\nRequire all denied\n")
                        + located("c", "Order deny,allow\nDeny from all\nAllow from all\nSatisfy Any\nRequire all denied\n"),
                        says("GET /a", "GET /b", "GET /c"));
    }

    private static String basic() {
        return "AuthType Basic\nAuthName r\nAuthBasicProvider file\nAuthUserFile {dir}/users\n";
    }

    private static String located(String name, String lines) {
        return "<Location /" + name + ">\n" + lines + "</Location>\n";
    }

    private static String require(String name, String what) {
        return located(name, "Require " + what + "\n");
    }
}
