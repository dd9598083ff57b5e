package dev.culvert.parity;

import java.util.List;
import java.util.stream.Stream;

/** What {@code -t} says of balancers, members and health checks. */
final class BalancerMistakeCases {
    private static final Setup NONE = new Setup("checks of balancers", "");
    private static final String[] MEMBER_PARAMETERS = {
        "loadfactor=0", "loadfactor=0.99", "loadfactor=101", "loadfactor=x", "loadfactor=", "lbset=-1", "lbset=100",
        "route=" + "r".repeat(64), "redirect=" + "r".repeat(64), "status=X", "status=+-D", "status=+", "status=D,H", "status=!D",
        "status=D!", "failonstatus=503", "lbmethod=byrequests", "stickysession=S", "nofailover=On", "maxattempts=1", "growth=3",
        "nosuch=1", "bare", "timeout=0", "timeout=x", "retry=-1", "upgrade=0123456789abcdef", "max=-1", "ttl=0", "acquire=0",
        "acquire=x", "ping=0", "ping=x", "connectiontimeout=0", "flushwait=1001", "flushpackets=maybe", "keepalive=maybe",
        "disablereuse=maybe", "enablereuse=maybe", "iobuffersize=100", "receivebuffersize=100", "responsefieldsize=-1", "min=-1", "smax=-1",
        "secret=" + "s".repeat(64), "addressttl=x", "mapping=encoded", "nocanon"};
    private static final String[] MEMBER_ACCEPTED = {
        "loadfactor=1", "loadfactor=100", "loadfactor=100.00", "loadfactor=2.555", "loadfactor=5x", "LOADFACTOR=5", "lbset=0", "lbset=99",
        "lbset=5x", "route=" + "r".repeat(63), "route=", "redirect=z", "status=D", "status=+D", "status=-D", "status=DN", "status=+H-D",
        "status=dshrienc", "status=O", "status=FGU", "status=", "lbset=x", "loadfactor=100.001", "retry=0", "retry=5s", "upgrade=",
        "upgrade=ANY", "max=0",
        "ttl=5 route=a loadfactor=3 keepalive=On", "acquire=500", "ping=1s", "flushpackets=auto", "secret=", "addressttl=60",
        "loadfactor=2 loadfactor=3"};
    private static final String[] BALANCER_PARAMETERS = {
        "lbmethod=nosuch", "lbmethod=", "lbmethod=ByRequests", "stickysessionsep=ab", "stickysessionsep=", "nofailover=maybe",
        "timeout=0", "timeout=-1", "timeout=x", "maxattempts=-1", "failonstatus=x", "failonstatus=99",
        "failonstatus=600", "failontimeout=maybe", "growth=0", "growth=101", "growth=-1", "growth=x",
        "forcerecovery=maybe", "scolonpathdelim=maybe", "nonce=" + "n".repeat(40), "loadfactor=2", "route=a", "upgrade=websocket",
        "retry=5",
        "hcmethod=GET", "nosuch=1", "bare", "max=5", "keepalive=On", "status=D"};
    private static final String[] BALANCER_ACCEPTED = {
        "lbmethod=byrequests", "lbmethod=bybusyness", "lbmethod=bytraffic", "lbmethod=heartbeat", "stickysession=S",
        "stickysession=A|b", "stickysession=|b", "stickysessionsep=:", "stickysessionsep=Off", "nofailover=On", "timeout=5",
        "maxattempts=0", "maxattempts=3", "maxattempts=x", "failonstatus=503", "failonstatus=503,404",
        "failonstatus=503,,404", "failonstatus=", "stickysession=" + "s".repeat(64), "failontimeout=On", "growth=1", "growth=100",
        "forcerecovery=Off", "scolonpathdelim=On", "nonce=None", "nonce=abc", "nonce=", "LBMETHOD=bytraffic STICKYSESSION=S"};
    private static final String[] LINES = {
        "BalancerMember", "BalancerMember http://h/", "BalancerMember balancer://x", "BalancerMember balancer://x http://h:abc/",
        "BalancerMember balancer://x h", "BalancerMember http://h/ http://i/",
        "<Proxy balancer://x>\nBalancerMember balancer://x http://h/\n</Proxy>", "<Proxy balancer://x>\nBalancerMember\n</Proxy>",
        "<Proxy balancer://x>\nBalancerMember h\n</Proxy>", "<Proxy balancer://x>\nBalancerMember /h\n</Proxy>",
        "<Proxy balancer://x>\nBalancerMember http://h/ http://i/\n</Proxy>",
        "<Proxy balancer://x>\nBalancerMember http://h:99999/\n</Proxy>", "<Proxy balancer://x>\nBalancerMember ftp://h/\n</Proxy>",
        "<Proxy balancer://x>\nBalancerMember foo://h/\n</Proxy>", "<Proxy balancer://x>\nBalancerMember balancer://y\n</Proxy>",
        "<Proxy balancer://x lbmethod=nosuch>\n</Proxy>", "<Proxy balancer://x lbmethod=bytraffic>\n</Proxy>",
        "<Proxy balancer://x bare>\n</Proxy>", "<Proxy http://h/>\nBalancerMember http://i/\n</Proxy>",
        "<Proxy *>\nBalancerMember http://i/\n</Proxy>",
        "<Location /x>\nBalancerMember http://h/\n</Location>", "<Location /x>\nBalancerMember balancer://x http://h/\n</Location>",
        "<Proxy balancer://x>\nProxySet\n</Proxy>", "<Proxy balancer://x>\nProxySet nosuch=1\n</Proxy>",
        "<Proxy balancer://x>\nProxySet loadfactor=2\n</Proxy>",
        "<Proxy balancer://x>\nBalancerMember http://h/\nProxySet http://h/ loadfactor=2\n</Proxy>",
        "<Proxy balancer://x>\nProxySet bare\n</Proxy>", "ProxySet balancer://x lbmethod=byrequests", "ProxySet lbmethod=byrequests",
        "ProxySet balancer://x", "<Proxy balancer://x>\nBalancerMember http://h/\n</Proxy>\nProxySet balancer://x lbmethod=nosuch",
        "<Proxy balancer://x>\nBalancerMember http://h/\n</Proxy>\nProxySet balancer://x route=a",
        "<Proxy balancer://x>\nBalancerMember http://h/\n</Proxy>\nProxySet http://h/ route=a",
        "<Proxy balancer://x>\nBalancerMember http://h/\n</Proxy>\nProxyPass / balancer://x/ upgrade=websocket",
        "<Proxy balancer://x>\nBalancerMember http://h/\n</Proxy>\nProxyPass / balancer://x/ retry=0",
        "<Proxy balancer://x>\nBalancerMember http://h/\n</Proxy>\nProxyPass / balancer://x/ lbmethod=nosuch",
        "<Proxy balancer://x>\nBalancerMember http://h/\n</Proxy>\nProxyPass / balancer://x/ mapping=encoded nocanon stickysession=S",
        "<Proxy balancer://x>\nBalancerMember http://h/\n</Proxy>\n<Location /y>\nProxyPass balancer://x/ upgrade=websocket\n</Location>",
        "ProxyPass / balancer://x/", "ProxyPass / balancer://", "ProxyPass / balancer://x:80/", "ProxyPass / BALANCER://X/ lbmethod=nosuch",
        "BalancerGrowth", "BalancerGrowth 0", "BalancerGrowth 101", "BalancerGrowth x", "BalancerGrowth 5", "BalancerPersist Maybe",
        "BalancerPersist On", "BalancerInherit Maybe", "BalancerInherit Off", "<Location />\nBalancerGrowth 5\n</Location>",
        "ProxyStatus Maybe", "ProxyStatus Full"};
    private static final String[] CHECKS = {
        "hcmethod=POST", "hcmethod=", "hcmethod=TCP", "hcmethod=get", "hcmethod=GET11", "hcmethod=HEAD11", "hcmethod=OPTIONS11",
        "hcmethod=None", "hcmethod=CPING", "hcmethod=Provider", "hcinterval=50ms", "hcinterval=100ms", "hcinterval=99ms", "hcinterval=0",
        "hcinterval=x", "hcinterval=-1", "hcinterval=2min", "hcinterval=1h", "hcinterval=5", "hcinterval=0.5", "hcpasses=0", "hcpasses=-1",
        "hcpasses=x", "hcpasses=2", "hcfails=0", "hcfails=-1", "hcfails=x", "hcfails=2", "hcuri=", "hcuri=x", "hcuri=/x",
        "hcuri=/" + "u".repeat(62), "hcuri=/" + "u".repeat(63), "hcexpr=nosuch", "hcexpr=", "hctemplate=nosuch", "hctemplate=",
        "hcnosuch=1", "HCMETHOD=GET"};
    private static final String[] CHECK_LINES = {
        "ProxyHCExpr", "ProxyHCExpr a", "ProxyHCExpr a {", "ProxyHCExpr a { true }", "ProxyHCExpr a true",
        "ProxyHCExpr a {%{REQUEST_STATUS} =~ /^[23]/}", "ProxyHCExpr a \"%{REQUEST_STATUS} =~ /^[23]/\"",
        "ProxyHCExpr a {%{NOSUCH} == 'x'}",
        "ProxyHCExpr a {hc('body') =~ /x/}", "ProxyHCExpr a {hc('nosuch') =~ /x/}", "<If \"hc('body') == 'x'\">\n</If>",
        "ProxyHCExpr a {(}",
        "<Location /x>\nProxyHCExpr a { true }\n</Location>", "<VirtualHost *:1>\nProxyHCExpr a { true }\n</VirtualHost>",
        "ProxyHCTemplate",
        "ProxyHCTemplate a", "ProxyHCTemplate a hcmethod=GET", "ProxyHCTemplate a hcmethod=POST", "ProxyHCTemplate a route=a",
        "ProxyHCTemplate a bare", "ProxyHCTemplate a hcinterval=50ms", "ProxyHCTemplate a hcexpr=nosuch",
        "ProxyHCTemplate a hcmethod=GET hcuri=/x\nBalancerMember balancer://x http://h/ hctemplate=a",
        "BalancerMember balancer://x http://h/ hctemplate=a\nProxyHCTemplate a hcmethod=GET hcuri=/x",
        "ProxyHCExpr a { true }\nBalancerMember balancer://x http://h/ hcexpr=a",
        "BalancerMember balancer://x http://h/ hcexpr=a\nProxyHCExpr a { true }", "ProxyHCTPsize", "ProxyHCTPsize 0", "ProxyHCTPsize 4",
        "ProxyHCTPsize -1", "ProxyHCTPsize x", "<VirtualHost *:1>\nProxyHCTPsize 4\n</VirtualHost>", "ProxyPass / http://h/ hcmethod=GET",
        "<Proxy http://h/>\nProxySet hcmethod=GET\n</Proxy>"};

    private BalancerMistakeCases() {}

    static List<Case> all() {
        return List.of(
                checks("2401", "parameters of members that are wrong", members(MEMBER_PARAMETERS)),
                checks("2402", "parameters of members that are right", members(MEMBER_ACCEPTED)),
                checks("2403", "parameters of balancers that are wrong", balancers(BALANCER_PARAMETERS)),
                checks("2404", "parameters of balancers that are right", balancers(BALANCER_ACCEPTED)),
                checks("2405", "lines of balancers", LINES).differs("What cannot be a member is refused",
                        "a member that no request can reach is a mistake in the line"),
                checks("2406", "parameters of health checks", members(CHECKS))
                        .differs("hcpasses= and hcfails= begin at 1", "0 and words that are no number mean nothing"),
                checks("2407", "lines of health checks", CHECK_LINES)
                        .differs("The body of a check is known to checks alone", "elsewhere there is no such body"));
    }

    private static String[] members(String... parameters) {
        return Stream.of(parameters).map(text -> "BalancerMember balancer://x http://h/ " + text).toArray(String[]::new);
    }

    private static String[] balancers(String... parameters) {
        return Stream.of(parameters).map(text -> "<Proxy balancer://x>\nBalancerMember http://h/\nProxySet " + text + "\n</Proxy>")
                .toArray(String[]::new);
    }

    private static Case checks(String number, String title, String... configs) {
        return Case.of(number, title, NONE, stage -> stage.blames(configs));
    }
}
