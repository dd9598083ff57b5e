package dev.culvert.parity;

import static dev.culvert.parity.Batteries.asked;
import static dev.culvert.parity.Batteries.conditions;
import static dev.culvert.parity.Batteries.variables;
import static dev.culvert.parity.RewriteProxyCases.rule;
import static dev.culvert.parity.Talk.says;

import java.util.List;

/** Rows T-052 to T-059: conditions, every form of test string and of pattern. */
final class RewriteConditionCases {
    private static final String PROXY = "ProxyPass / http://{a}/\n";
    private static final String FILES = "DocumentRoot {dir}/htdocs\nSetEnv LATE 1\nSetEnvIf Host . EARLY=1\n";

    private static final String[] STRINGS = {
        "%{QUERY_STRING} =m", "%{QUERY_STRING} !=m", "%{QUERY_STRING} >=m", "%{QUERY_STRING} <=m", "%{QUERY_STRING} >m",
        "%{QUERY_STRING} <m",
        "%{QUERY_STRING} =M [NC]", "%{QUERY_STRING} >=M [NC]", "%{QUERY_STRING} =\"\"", "%{QUERY_STRING} !=\"\"", "%{QUERY_STRING} ^$",
        "%{QUERY_STRING} =", "%{QUERY_STRING} !^m", "%{QUERY_STRING} \"!^m\"", "%{QUERY_STRING} ^M", "%{QUERY_STRING} ^M [nocase]"};
    private static final String[] NUMBERS = {
        "%{QUERY_STRING} -ge10", "%{QUERY_STRING} -ne5", "%{QUERY_STRING} -eq5", "%{QUERY_STRING} -lt6", "%{QUERY_STRING} -le5",
        "%{QUERY_STRING} -gt9", "%{QUERY_STRING} !-gt9", "%{QUERY_STRING} -eq0", "%{QUERY_STRING} -lt0"};
    private static final String[] FORMS = {
        "%{DOCUMENT_ROOT}%{REQUEST_URI} -f", "%{DOCUMENT_ROOT}%{REQUEST_URI} !-f", "%{DOCUMENT_ROOT}%{REQUEST_URI} -d",
        "%{DOCUMENT_ROOT}%{REQUEST_URI} -s", "%{DOCUMENT_ROOT}%{REQUEST_URI} -l", "%{DOCUMENT_ROOT}%{REQUEST_URI} -x",
        "%{DOCUMENT_ROOT}/../htdocs/f.txt -f", "%{DOCUMENT_ROOT}/empty.txt -s", "%{DOCUMENT_ROOT}/empty.txt -f",
        "%{REQUEST_FILENAME} -f", "%{REQUEST_FILENAME} !-f", "%{REQUEST_FILENAME} -d", "/f.txt -U", "/nosuch.txt -U",
        "%{DOCUMENT_ROOT}/f.txt -F", "%{DOCUMENT_ROOT}/nosuch -F", "%{REQUEST_URI} -U"};
    private static final String[] MORE = {
        "%{HTTP:X-A} ^b$", "%{HTTP:x-a} ^b$", "%{HTTP_X_A} ^b$", "%{HTTP:X-None} ^$", "%{ENV:EARLY} =1", "%{ENV:LATE} =1",
        "%{NOSUCH} ^$", "%{nosuch} .", "%{request_method} GET", "$1 ^path", "$0 ^/path", "%{REQUEST_URI}#%{QUERY_STRING} ^/path#q=1$",
        "expr \"%{HTTP:X-A} == 'b'\"", "expr \"%{QUERY_STRING} =~ /^q=(.)/ && $1 == '1'\"", "expr \"! -n %{HTTP:X-None}\"",
        "a\\ b ^a\\ b$", "\"a b\" \"^a b$\"", "'a b' '^a b$'", "%{HTTP:X-A}%{HTTP:X-Multi} \"^bone, two$\"", "%{SSL:SSL_PROTOCOL} ^$",
        "%{QUERY_STRING} -", "- -", "= =", "\\%{REQUEST_URI} ^%{R", "%{TIME_YEAR} ^20\\d\\d$", "%{TIME} ^\\d{14}$", "%{TIME_WDAY} ^[0-6]$",
        "%{TIME_MON}%{TIME_DAY} ^\\d{4}$", "%{TIME_HOUR}%{TIME_MIN}%{TIME_SEC} ^\\d{6}$", "%{REMOTE_PORT} ^\\d+$",
        "%{SERVER_ADDR} =127.0.0.1", "%{REMOTE_HOST} .", "%{LA-U:REQUEST_FILENAME} ^proxy:", "%{LA-U:REMOTE_USER} ^$",
        "%{QUERY_STRING} ^q // %{QUERY_STRING} 1$", "%{QUERY_STRING} ^z [OR] // %{QUERY_STRING} ^q",
        "%{QUERY_STRING} ^z [ornext] // %{QUERY_STRING} ^y [OR] // %{QUERY_STRING} ^q // %{REQUEST_URI} ^/path",
        "%{QUERY_STRING} ^q [OR] // %{QUERY_STRING} ^y // %{REQUEST_URI} ^/nopath",
        "%{QUERY_STRING} ^(q)=(.) // %2%1 ^1q$", "%{QUERY_STRING} ^q=(.) // %{REQUEST_URI} !^/(z) // %1 ^1$",
        "%{QUERY_STRING} ^q=(.) // %{REQUEST_URI} ^/path // %1 ^$", "%{HTTP:X-A},%{HTTP:X-None} ^b,$"};
    private static final String[] VARIABLES = {
        "%{SERVER_NAME}", "%{SERVER_PORT}", "%{SERVER_PROTOCOL}", "%{REQUEST_METHOD}", "%{REQUEST_SCHEME}", "%{REQUEST_URI}",
        "%{REQUEST_FILENAME}", "%{SCRIPT_FILENAME}", "%{QUERY_STRING}", "%{THE_REQUEST}", "%{HTTP_HOST}", "%{HTTP_COOKIE}",
        "%{HTTP_REFERER}",
        "%{HTTP_USER_AGENT}", "%{HTTP_ACCEPT}", "%{HTTP_FORWARDED}", "%{HTTP_PROXY_CONNECTION}", "%{HTTP:Accept-Language}",
        "%{REMOTE_ADDR}",
        "%{CONN_REMOTE_ADDR}", "%{REMOTE_USER}", "%{REMOTE_IDENT}", "%{AUTH_TYPE}", "%{PATH_INFO}", "%{DOCUMENT_ROOT}", "%{CONTEXT_PREFIX}",
        "%{CONTEXT_DOCUMENT_ROOT}", "%{HTTPS}", "%{IPV6}", "%{IS_SUBREQ}", "%{SERVER_ADMIN}", "%{API_VERSION}", "%{ENV:EARLY}",
        "%{ENV:LATE}", "%{ENV:PATH_NONE}", "$0", "$1", "$2", "%1", "a\\$1", "a\\%{REQUEST_URI}", "100%", "$", "$x", "%{",
        "${nomap:key|dflt}",
        "${nomap:key}", "%{LA-U:REQUEST_URI}", "%{LA-U:HTTP:X-A}"};

    private static final String[] PATTERNS = {
        "ab1 ^[[:alpha:]]+[[:digit:]]$", "ab_ ^[[:word:]]+$", "ABC (?i)abc", "ABC a(?i)bc", "aBC a(?i:b)C",
        "ab ^(?<one>a)(?<two>b)$ // %2 ^b$",
        "aab ^a++b", "aaa ^a*+a", "abc \\Ab\\z", "abc \\Aabc\\z", "foobar foo(?=bar)", "foobar foo(?!bar)",
        "foobar (?<=foo)bar",
        "foobar (?<!foo)bar", "abab ^(ab)\\1$", "ab ^(?:a|b)+$ // %1 ^$", "a.b \\Qa.b\\E", "A ^\\x41$", "\"a b\" a\\sb",
        "\"a b\" a\\hb", "aaa ^a{2,3}$",
        "aaa ^a{,2}$", "a-b [a\\-b]{3}", "a]b ^[]ab]+$", "a^b [b^]",         "ab ^(?>a*)b",
        "%{REQUEST_URI} ^/n\\xC3\\xA4.$", "%{REQUEST_URI} ^/n..\\n$", "%{REQUEST_URI} ^/n..$", "%{REQUEST_URI} ^/n..\\Z",
        "%{REQUEST_URI} ^/n..\\z",
        "%{REQUEST_URI} ^/n...$", "%{REQUEST_URI} (?s)^/n...$", "%{REQUEST_URI} (?m)\\xA4$", "%{REQUEST_URI} ^/n\\W\\W",
        "%{REQUEST_URI} ^/n[^a-z]",
        "ab (?x)a\\ b", "ab a(?#comment)b", "abc ^(a)(b)?(x)?c?", "\"\" ^$", "aXb a(?#c)Xb", "(a) \\((a)\\)", "tEsT ^test$ [NC]",
        "a|b a\\|b",
        "ab \\bab\\b", "10.0.0.1 ^(?:\\d{1,3}\\.){3}\\d{1,3}$", "a\\d ^a\\\\d$"};

    private RewriteConditionCases() {}

    static List<Case> all() {
        Hosts hosts = new Hosts("conditions", "")
                .file("htdocs/f.txt", "file\n").file("htdocs/empty.txt", "").file("htdocs/d/x.txt", "x");
        groups(hosts);
        batteries(hosts);
        return hosts.cases();
    }

    private static void groups(Hosts hosts) {
        hosts.row("1052", "%1 is the last condition's", "RewriteEngine on\nRewriteCond %{HTTP_HOST} ^(....)\n"
                        + "RewriteCond %{QUERY_STRING} u=([^&]+)\nRewriteRule ^ http://{a}/%1 [P]\n", says("GET /?u=zz"))
                .row("1053", "a negated condition leaves %1 alone", "RewriteEngine on\nRewriteCond %{HTTP_HOST} ^(....)\n"
                        + "RewriteCond %{QUERY_STRING} !n=([^&]+)\nRewriteRule ^ http://{a}/%1 [P]\n", says("GET /?u=zz"))
                .row("1054", "$1 in a condition", "RewriteEngine on\nRewriteCond $1 ^foo\nRewriteRule ^/(.*) http://{a}/$1 [P]\n",
                        says("GET /foo", "GET /bar"))
                .row("1057", "groups of an expression", "RewriteEngine on\nRewriteCond expr \"%{HTTP:X-A} =~ /^(.)(.*)$/\"\n"
                        + "RewriteRule ^ http://{a}/%2-%1 [P]\n", says("GET / | X-A: abc", "GET /"))
                .row("1059", "a header that came twice", "RewriteEngine on\nRewriteRule ^/q http://{a}/?%{HTTP:X-Multi} [P]\n"
                        + "RewriteRule ^ http://{a}/%{HTTP:X-Multi} [P]\n", says("GET /q | X-Multi: a | X-Multi: b",
                        "GET /p | X-Multi: a | X-Multi: b"))
                .row("2030", "LA-U:REMOTE_USER", "<Directory />\nOptions None\n</Directory>\n" + looking(), looked())
                .row("2030b", "LA-U:REMOTE_USER where no Directory section takes part", looking(), looked())
                .differs("A look-ahead knows the user", "that is what the variable is for")
                .file("users", "u:{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=\n");
    }

    private static String looking() {
        return "<Location />\nAuthType Basic\nAuthName r\nAuthBasicProvider file\nAuthUserFile {dir}/users\nRequire valid-user\n"
                + "</Location>\n"
                + rule("^/now http://{a}/<%{REMOTE_USER}> [P]\nRewriteCond %{LA-U:REMOTE_USER} (.+)\nRewriteRule ^/la http://{a}/%1 [P]");
    }

    private static Talk looked() {
        return says("GET /la | Authorization: Basic dTpwdw==", "GET /now | Authorization: Basic dTpwdw==", "GET /la");
    }

    private static void batteries(Hosts hosts) {
        hosts.row("1055", "comparing strings", PROXY + conditions(STRINGS), host -> {
            for (String query : List.of("abc", "l", "m", "mm", "M", "")) {
                host.tells("GET /x?" + query, List.of(STRINGS), Batteries.names(STRINGS));
            }
        })
                .row("1056", "comparing numbers", PROXY + conditions(NUMBERS), host -> {
                    for (String query : List.of("10", "9", "5", "abc", "5x", "-3", "99999999999")) {
                        host.tells("GET /x?" + query, List.of(NUMBERS), Batteries.names(NUMBERS));
                    }
                })
                .row("1058", "files and directories", FILES + conditions(FORMS), host -> {
                    for (String path : List.of("/f.txt", "/d", "/zz", "/d/x.txt")) {
                        host.tells("GET " + path, List.of(FORMS), Batteries.names(FORMS));
                    }
                })
                .row("2031", "test strings", PROXY + FILES + conditions(MORE),
                        asked("GET /path?q=1 | X-A: b | X-Multi: one | X-Multi: two", MORE))
                .row("2034", "patterns", PROXY + conditions(PATTERNS), asked("GET /n%C3%A4%0a", PATTERNS))
                .row("2032", "variables in a rule", PROXY + FILES + "ServerAdmin me@h.test\n" + variables(VARIABLES),
                        asked("GET /p/q%20r?a=%41 | X-A: b | Cookie: c=d | Referer: r | User-Agent: ua | Accept: x/y"
                                + " | Accept-Language: de", VARIABLES))
                .row("2033", "variables with a port in Host", PROXY + variables("%{SERVER_NAME}", "%{SERVER_PORT}", "%{HTTP_HOST}"),
                        asked("GET / | Host: 2033.test:81", "%{SERVER_NAME}", "%{SERVER_PORT}", "%{HTTP_HOST}"));
    }
}
