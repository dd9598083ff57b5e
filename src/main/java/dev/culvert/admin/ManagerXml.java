package dev.culvert.admin;

import dev.culvert.balance.Backend;
import dev.culvert.balance.BalancerParameters;
import dev.culvert.balance.MemberFacts;
import dev.culvert.balance.WorkerParameters;
import dev.culvert.directive.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** httpd's XML, element by element: scripts read it. */
final class ManagerXml {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StringBuilder out = new StringBuilder();

    private ManagerXml() {}

    static String of(View view) {
        ManagerXml xml = new ManagerXml();
        xml.out.append("<?xml version='1.0' encoding='UTF-8' ?>\n<httpd:manager xmlns:httpd='http://httpd.apache.org'>\n");
        xml.out.append("  <httpd:balancers>\n");
        view.balancers().forEach(xml::balancer);
        return xml.out.append("  </httpd:balancers>\n</httpd:manager>\n").toString();
    }

    private void balancer(Seen one) {
        Settings parameters = one.parameters();
        boolean sticky = parameters.get(BalancerParameters.STICKY_SESSION).isPresent();
        line(2, "<httpd:balancer>");
        element(3, "name", one.name());
        element(3, "nonce", one.nonce());
        parameters.get(BalancerParameters.STICKY_SESSION).ifPresent(names -> {
            element(3, "stickysession", names.cookie());
            element(3, "nofailover", onOff(parameters.get(BalancerParameters.NO_FAILOVER)));
        });
        element(3, "timeout", String.valueOf(parameters.get(BalancerParameters.TIMEOUT).toSeconds()));
        if (one.attempts() > 0 || parameters.get(BalancerParameters.MAX_ATTEMPTS).isPresent()) {
            element(3, "maxattempts", String.valueOf(one.attempts()));
        }
        element(3, "lbmethod", parameters.get(BalancerParameters.LB_METHOD).toString());
        if (sticky) {
            element(3, "scolonpathdelim", onOff(parameters.get(BalancerParameters.SCOLON_PATH_DELIM)));
        }
        line(3, "<httpd:workers>");
        one.members().forEach(this::worker);
        line(3, "</httpd:workers>");
        line(2, "</httpd:balancer>");
    }

    private void worker(MemberFacts member) {
        Backend backend = member.backend();
        Settings parameters = backend.parameters();
        int max = parameters.get(WorkerParameters.MAX);
        line(4, "<httpd:worker>");
        element("name", backend.name());
        element("scheme", backend.scheme());
        element("hostname", backend.host());
        element("loadfactor", Seen.factor(member));
        element("port", backend.port().map(String::valueOf).orElse("0"));
        element("min", String.valueOf(parameters.get(WorkerParameters.MIN)));
        element("smax", String.valueOf(parameters.get(WorkerParameters.SMAX).orElse(max)));
        element("max", String.valueOf(max));
        element("ttl", String.valueOf(parameters.get(WorkerParameters.TTL).map(Duration::toSeconds).orElse(0L)));
        if (parameters.get(WorkerParameters.KEEPALIVE)) {
            element("keepalive", "On");
        }
        state(member);
        line(4, "</httpd:worker>");
    }

    private void state(MemberFacts member) {
        element("status", Statuses.words(member));
        member.failedAt().filter(Instant.EPOCH::isBefore).ifPresent(at -> element("error_time", DATE.format(at)));
        element("retries", String.valueOf(member.retries()));
        element("lbstatus", String.valueOf(member.load()));
        // httpd: it stands there twice.
        element("loadfactor", Seen.factor(member));
        element("transferred", String.valueOf(member.transferred()));
        element("read", String.valueOf(member.read()));
        element("elected", String.valueOf(member.elected()));
        element("route", member.backend().parameters().get(WorkerParameters.ROUTE).orElse(""));
        element("redirect", member.backend().parameters().get(WorkerParameters.REDIRECT).orElse(""));
        element("busy", String.valueOf(member.busy()));
        element("lbset", String.valueOf(Seen.set(member)));
    }

    private static String onOff(boolean on) {
        return on ? "On" : "Off";
    }

    private void element(String name, String text) {
        element(5, name, text);
    }

    private void element(int depth, String name, String text) {
        line(depth, "<httpd:" + name + ">" + Tag.escaped(text) + "</httpd:" + name + ">");
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }
}
