package dev.culvert.parity;

import static dev.culvert.parity.Batteries.asked;
import static dev.culvert.parity.Batteries.expressions;

import java.util.List;

/** Rows T-200 to T-214 without those that are errors: what expressions say. */
final class ExpressionCases {
    private static final String PROXY = "ProxyPass / http://{a}/\n";
    private static final String[] COMPARED = {
        "'10' < '9'", "10 -lt 9", "10 lt 9", "'a' eq 'b'", "'a' ne 'b'", "'a' == 'b'", "'a' != 'b'", "'a' = 'a'", "'b' > 'a'",
        "'b' >= 'b'", "'B' == 'b'", "'abc' < 'b'", "5 -gt 4", "5 -ge 5", "5 -le 4", "5 -eq 5", "5 -ne 5", "'5x' -eq 5", "5 gt 4",
        "5 ge 6", "5 le 5"};
    private static final String[] MATCHED = {
        "%{HTTP:Upgrade} =~ /websocket/i", "%{HTTP:Upgrade} -strcmatch 'WEB*'", "%{HTTP:Upgrade} -strmatch 'WEB*'",
        "%{HTTP:Upgrade} -strmatch 'w?b*'", "%{HTTP:Upgrade} !~ /^x/", "%{HTTP:Upgrade} =~ m#^WEB#i", "%{HTTP:Upgrade} =~ m,^web,",
        "'abc' =~ /^(a)(b)/ && $2 == 'b'", "'abc' =~ /^(a)(b)/ && $0 == 'ab'", "'abc' =~ /x/ || $1 == ''", "'/a/b' -fnmatch '/a/*'",
        "'/a/b/c' -fnmatch '/a/*'", "'/a/b' -strmatch '/*'",
        "'abc' =~ m!B!i", "! ('abc' =~ /z/)", "'aXbX' =~ /X$/", "'' =~ /^$/"};
    private static final String[] UNARY = {
        "-T 'off'", "-T '0'", "-T 'no'", "-T ''", "-T 'x'", "-T 'false'", "-T 'OFF'", "-T '1'", "-n 'a'", "-n ''", "-z ''", "-z 'a'",
        "-R '127.0.0.0/8'", "-R '10.0.0.0/8'", "%{REMOTE_ADDR} -ipmatch '127.0.0.0/8'", "%{REMOTE_ADDR} -ipmatch '10.0.0.0/8'",
        "'a' -ipmatch '127.0.0.1'", "'10.1.2.3' -ipmatch '10.1'", "'::1' -ipmatch '::/64'", "-f '{dir}/htdocs/f.txt'", "-d '{dir}/htdocs'",
        "-e '{dir}/nosuch'", "-s '{dir}/htdocs/f.txt'", "-s '{dir}/htdocs/empty.txt'", "-L '{dir}/htdocs'", "-x '{dir}/htdocs/f.txt'",
        "-n %{HTTP:X-None}", "-z %{HTTP:X-None}", "-n req('Upgrade')", "-U '/x'", "-F '{dir}/htdocs/f.txt'", "-A '/x'"};
    private static final String[] LOGIC = {
        "true", "false", "!true", "not false", "true && false", "true and true", "false || true", "false or false", "! false && false",
        "!(false && false)", "true || false && false", "(true || false) && false", "not true or true", "'b' in {'a','b'}", "'b' -in {'a'}",
        "%{REQUEST_METHOD} in { 'GET', 'HEAD' }", "'abc' . 'def' == 'abcdef'", "'abc'.'def' == \"abcdef\"", "'1' . 2 == '12'",
        "not ('a' == 'b') and true", "\"%{HTTP:Upgrade}%{REQUEST_URI}\" == 'websocket/p'", "'%{HTTP:Upgrade}' == 'websocket'",
        "%{HANDLER} == 'proxy-server'", "resp('X-Backend') == 'one'", "%{RESP:X-Backend} == 'one'", "%{REQUEST_STATUS} == 203",
        "%{REQUEST_STATUS} -ge 200 && %{REQUEST_STATUS} -lt 300", "\"a\\\"b\" == 'a\"b'", "'it\\'s' == \"it's\""};
    private static final String[] FUNCTIONS = {
        "%{tolower:ABC}", "%{toupper:abc}", "%{escape:a b%c}", "%{unescape:a%20b}", "%{base64:abc}", "%{unbase64:YWJj}", "%{md5:abc}",
        "%{sha1:abc}", "%{HTTP:X-A}", "%{http:x-a}", "%{req:X-A}", "%{req_novary:X-A}", "%{resp:X-Backend}", "%{env:SEEN}",
        "%{reqenv:SEEN}",
        "%{note:nosuch}", "%{osenv:NOSUCH_HERE}", "%{file:{dir}/htdocs/f.txt}", "%{filesize:{dir}/htdocs/f.txt}", "%{filesize:/nosuch}",
        "%{toupper:%{HTTP:X-A}}", "%{REQUEST_METHOD}-%{QUERY_STRING}", "a%{HTTP:X-None}b", "100%", "a $1 b", "%{unescape:%zz}"};
    private static final String[] VARIABLES = {
        "%{HTTP_ACCEPT}", "%{HTTP_COOKIE}", "%{HTTP_FORWARDED}", "%{HTTP_HOST}", "%{HTTP_PROXY_CONNECTION}", "%{HTTP_REFERER}",
        "%{HTTP_USER_AGENT}", "%{REQUEST_METHOD}", "%{REQUEST_SCHEME}", "%{REQUEST_URI}", "%{REQUEST_FILENAME}", "%{REMOTE_HOST}",
        "%{REMOTE_USER}", "%{REMOTE_ADDR}", "%{SERVER_ADMIN}", "%{SERVER_NAME}", "%{SERVER_PORT}", "%{SERVER_PROTOCOL}",
        "%{SCRIPT_FILENAME}",
        "%{PATH_INFO}", "%{QUERY_STRING}", "%{IS_SUBREQ}", "%{DOCUMENT_ROOT}", "%{DOCUMENT_URI}", "%{AUTH_TYPE}", "%{THE_REQUEST}",
        "%{CONTENT_TYPE}", "%{HANDLER}", "%{CONTEXT_PREFIX}", "%{CONTEXT_DOCUMENT_ROOT}", "%{REQUEST_STATUS}", "%{HTTPS}", "%{IPV6}",
        "%{CONN_REMOTE_ADDR}", "%{HTTP2}", "%{API_VERSION}", "%{request_uri}", "%{LAST_MODIFIED}", "%{REMOTE_IDENT}"};

    private ExpressionCases() {}

    static List<Case> all() {
        String request = "GET /p?q=%41 | Upgrade: websocket | X-A: aB | Accept: x/y | Cookie: c=d | Referer: r | User-Agent: ua"
                + " | X-Answer: 203 Fine~X-Backend: one";
        return new Hosts("expressions", "").file("htdocs/f.txt", "file").file("htdocs/empty.txt", "")
                .row("1200", "comparing", PROXY + expressions(COMPARED), asked("GET /", COMPARED))
                .row("1202", "matching", PROXY + expressions(MATCHED), asked(request, MATCHED))
                .row("1203", "asking about one thing", PROXY + expressions(UNARY), asked(request, UNARY))
                .row("1209", "logic, lists, texts", PROXY + expressions(LOGIC), asked(request, LOGIC))
                .row("2070", "functions", PROXY + "SetEnv SEEN env\n" + Batteries.values(FUNCTIONS), asked(request, FUNCTIONS))
                .row("2071", "variables of a proxied request", PROXY + "ServerAdmin me@h.test\n" + Batteries.values(VARIABLES),
                        asked(request, VARIABLES))
                .row("2072", "variables of a file", "ServerAdmin me@h.test\nAddType text/x-f .txt\n" + Batteries.values(VARIABLES),
                        asked("GET /f.txt/info?q | Host: 2072.test:81", VARIABLES))
                .differs("Pages and texts are UTF-8", "what stands in a configuration is UTF-8")
                .row("2073", "in a Location, on what is refused", "<Location />\nRequire expr \"%{HTTP:X-A} == 'in'\"\n"
                        + expressions(LOGIC)
                        + "</Location>\n", asked("GET /f.txt", LOGIC))
                .cases();
    }
}
