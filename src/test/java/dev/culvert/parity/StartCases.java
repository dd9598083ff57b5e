package dev.culvert.parity;

import java.util.List;

/** Rows T-071, T-150, T-180 and T-206 to T-208: what {@code -t} says of the directives of those modules. */
final class StartCases {
    private static final Setup NONE = new Setup("checks of the modules", "");
    private static final Setup LIMITED = new Setup("a limit for bodies", "LimitRequestBody 10\nProxyPass / http://{b}/\n");

    private static final String[] RULES = {
        "RewriteRule ^/", "RewriteRule", "RewriteRule ^/ /x [R, L]", "RewriteRule ^/ /x [R", "RewriteRule ^/ /x R]",
        "RewriteRule ^/ /x [Z]",
        "RewriteRule ^/( /x", "RewriteRule ^/ /x [R=999]", "RewriteRule ^/ /x [R=418]", "RewriteRule ^/ /x [R=foo]",
        "RewriteRule ^/ - [S=]",
        "RewriteRule ^/ - [N=x]", "RewriteRule ^/ - [CO=a]", "RewriteRule ^/ - [E]", "RewriteEngine maybe", "RewriteEngine",
        "RewriteCond %{HTTP_HOST}", "RewriteCond a b [ZZ]", "RewriteCond a ( [NC]", "RewriteCond a b NC", "RewriteCond a b [OR, NC]",
        "RewriteCond expr \"%{NOSUCH} == 'a'\"", "RewriteCond expr \"(\"", "RewriteOptions Foo", "RewriteOptions", "RewriteBase",
        "<Location /x>\nRewriteBase noslash\n</Location>", "RewriteMap a txt:/nonexist", "RewriteMap a", "RewriteMap a int:nosuch",
        "RewriteMap a nosuch:x", "<Location /x>\nRewriteMap a int:tolower\n</Location>"};
    private static final String[] HEADERS = {
        "Header set X \"%q\"", "Header", "Header set", "Header foo X y", "Header set X", "Header unset X y", "Header set X \"%{FOO\"",
        "Header edit X", "Header edit X ( y", "Header edit X a", "Header set X y bogus", "Header always", "Header always foo X",
        "Header set X y \"expr=(\"", "Header set X \"expr=%{NOSUCH}\"", "Header set X y env", "RequestHeader foo", "RequestHeader foo X y",
        "RequestHeader echo X", "RequestHeader set X", "RequestHeader edit X a", "RequestHeader unset X Y"};
    private static final String[] VARIABLES = {
        "SetEnvIf Host", "SetEnvIf Host x", "SetEnvIf", "SetEnvIf Host ( A", "SetEnvIf ^( x A", "SetEnvIfNoCase Host", "BrowserMatch x",
        "SetEnvIfExpr \"(\" A", "SetEnvIfExpr \"true\"", "SetEnv", "SetEnv A b c", "PassEnv", "UnsetEnv"};
    private static final String[] REDIRECTS = {
        "Redirect /a foo", "Redirect 301 /a", "Redirect", "Redirect /a", "Redirect gone /a http://o/", "Redirect 404 /a http://o/",
        "Redirect 999 /a http://o/", "Redirect a http://o/", "RedirectMatch ( http://o/", "RedirectMatch ^/a", "RedirectMatch ^/a foo",
        "RedirectPermanent /a", "RedirectTemp /a foo", "Alias /a", "Alias", "AliasMatch ( /x", "<Location /x>\nAlias /a /b\n</Location>"};
    private static final String[] ACCESS = {
        "<Location />\nRequire foo\n</Location>", "<Location />\nRequire ip 300.1.1.1\n</Location>", "<Location />\nRequire\n</Location>",
        "<Location />\nRequire not all granted\n</Location>", "<Location />\nRequire all maybe\n</Location>",
        "<Location />\nRequire ip\n</Location>",
        "<Location />\nRequire expr (\n</Location>", "<Location />\nRequire method NOSUCH\n</Location>", "Require all granted",
        "<Limit GET>\nRequire all granted\n</Limit>",
        "<Location />\n<RequireAll>\n</RequireAll>\n</Location>",
        "<Location />\n<RequireAny>\nRequire not ip 1.2.3.4\n</RequireAny>\n</Location>",
        "<Location />\n<RequireNone>\nRequire not ip 1.2.3.4\n</RequireNone>\n</Location>",
        "<Location />\n<RequireAll x>\n</RequireAll>\n</Location>",
        "<Location />\nOrder foo\n</Location>", "<Location />\nOrder deny, allow\n</Location>", "<Location />\nAllow all\n</Location>",
        "<Location />\nAllow from 1.2.3.4/99\n</Location>", "<Location />\nSatisfy Maybe\n</Location>",
        "<Location />\nAuthMerging Maybe\n</Location>",
        "<Location />\nAuthBasicProvider nosuch\n</Location>", "<Location />\nAuthType\n</Location>",
        "<Location />\n<Limit NOSUCH>\n</Limit>\n</Location>",
        "<Location />\n<Limit>\n</Limit>\n</Location>", "RemoteIPHeader", "RemoteIPInternalProxy", "RemoteIPInternalProxy 1.2.3.4/99",
        "RemoteIPTrustedProxy nosuch.invalid/8", "RemoteIPProxyProtocol Maybe"};
    private static final String[] OTHERS = {
        "ErrorDocument 999 x", "ErrorDocument 404", "ErrorDocument x y", "ErrorDocument 200 x", "UseCanonicalName Maybe",
        "AddType text/plain",
        "DirectoryIndex", "FallbackResource", "FallbackResource x", "DirectorySlash Maybe", "ServerTokens Nosuch", "ServerSignature Maybe",
        "Options Nosuch", "<Directory />\nOptions +Indexes None\n</Directory>", "<Directory />\nAllowOverride Nosuch\n</Directory>",
        "<Location />\nAllowOverride None\n</Location>", "CustomLog x.log \"%{Foo\"", "CustomLog x.log \"%h\" foo",
        "CustomLog x.log \"%h\" \"expr=(\"",
        "LogFormat \"%{Foo\"", "AllowEncodedSlashes Maybe", "FileETag Nosuch"};
    private static final String[] IFS = {
        "<If \"%{NOSUCH} == 'a'\">\n</If>", "<If \"(\">\n</If>", "<If>\n</If>", "<ElseIf \"true\">\n</ElseIf>", "<Else>\n</Else>",
        "<If \"true\">\n</If>\nHeader set X y\n<Else x>\n</Else>", "<If \"unknownfn('x')\">\n</If>", "<If \"'a' =~ 'a'\">\n</If>",
        "<If \"sub('a','b','c') == 'x'\">\n</If>", "<If \"replace('a') == 'x'\">\n</If>", "<If \"split('a','b') == 'x'\">\n</If>",
        "<If \"'%{:x:}' == 'x'\">\n</If>", "<If \"'a' == \">\n</If>", "<If \"'a\">\n</If>", "<If \"'x/y' =~ /x\\\\/y/\">\n</If>",
        "<If \"'x' =~ /(/\">\n</If>",
        "<If \"1\">\n</If>", "<If \"'x' == x\">\n</If>", "<If \"%{NOSUCH:x} == ''\">\n</If>", "<If \"'a' -ipmatch 'b'\">\n</If>",
        "<If \"-X 'a'\">\n</If>", "<If \"'a' -nosuch 'b'\">\n</If>", "<If \"'a' in 'b'\">\n</If>", "<If \"true\">\nListen 1\n</If>",
        "<If \"true\">\nRewriteMap a int:tolower\n</If>"};
    private static final String[] ACCEPTED = {
        "RewriteRule ^/ /x [L] and more", "RewriteRule ^/ ${nosuch:a}", "RewriteCond a b", "RewriteCond -f -f [NC]",
        "RewriteOptions MaxRedirects=5",
        "RewriteOptions Inherit InheritBefore AllowNoSlash", "rewriteengine ON", "RewriteRule ^/ \"/unterminated",
        "Header set X \"%{FOO}e\" env=A",
        "Header set X: y", "SetEnvIf Host x A B=c !D", "SetEnv A", "Redirect gone /a", "Redirect 404 /a", "RedirectMatch 410 ^/a",
        "<Location />\nRedirect http://o/\nRequire all granted\nRequire ip 1.2.3 10.0.0.0/8 ::1/64\n</Location>",
        "<Location />\nRequire valid-user\n</Location>", "<Location />\nOrder Deny,Allow\nAllow from 1.2.3 env=!A .x.test\n</Location>",
        "ErrorDocument 404 text", "ErrorDocument 404 \"text", "<If \"true\">\n</If>\n<ElseIf \"true\">\n</ElseIf>\n<Else>\n</Else>",
        "<If \"%{HTTP:X} == 'a'\">\n</If>\n<If \"true\">\n</If>", "<If \"-U '/x' && 'a' in {'b'} || not true\">\n</If>",
        "RewriteEngine on\n<Location />\nRewriteRule a b\n</Location>", "ServerAdmin you@h.test\nServerSignature EMail\nServerTokens Prod",
        "<Directory />\nOptions -Indexes +FollowSymLinks\nAllowOverride None\n</Directory>"};

    /** What Java's engine has no like of: each is an error in Culvert, or means the same. */
    private static final String[] PATTERNS = {
        "RewriteRule foo\\Kbar -", "RewriteRule (?|(a)|(b)) -", "RewriteRule ^(?(?=f)foo|bar)$ -", "RewriteRule ^(a(?1)?b)$ -",
        "RewriteRule (?P<x>a)(?P=x)?b -", "RewriteRule (*UTF8)a -", "RewriteRule a(?C1)b -", "RewriteRule \\Ca -", "RewriteRule a\\Xb -"};

    private StartCases() {}

    static List<Case> all() {
        return List.of(
                checks("1150", "rules that are wrong", RULES),
                checks("1150b", "headers that are wrong", HEADERS),
                checks("1150c", "variables that are wrong", VARIABLES),
                checks("1150d", "redirects that are wrong", REDIRECTS),
                checks("1150e", "access that is wrong", ACCESS),
                checks("1150f", "other things that are wrong", OTHERS),
                checks("1206", "expressions that are wrong", IFS),
                checks("1150g", "what looks wrong and is accepted", ACCEPTED),
                checks("2035", "patterns of PCRE's own", PATTERNS)
                        .differs("Patterns mean what PCRE means, or are refused", "a surprise is worse than an error"),
                checks("1071", "a map that is a program", "RewriteMap m prg:/bin/cat").differs("RewriteMap asks no program",
                        "a process that is asked "
                        + "on every request is a stuck thread away from an outage", """
                        RewriteMap m prg:/bin/cat -> exit 1, AH00526: Syntax error on line 1 of {dir}/checked.conf:
                        """),
                Case.of("1180", "LimitRequestBody for a proxied body", LIMITED, StartCases::limited)
                        .differs("LimitRequestBody holds for proxied bodies", "the limit is there for somebody", """
                        client < HTTP/1.1 413 Request Entity Too Large
                        connections to b: 0
                        """));
    }

    private static void limited(Stage stage) {
        stage.answering("b");
        Actor client = stage.client().send(Texts.request("POST", "/x", "Content-Length: 100\r\n") + "x".repeat(100));
        client.status();
        stage.connections("b");
    }

    private static Case checks(String number, String title, String... configs) {
        return Case.of(number, title, NONE, stage -> stage.blames(configs));
    }
}
