package dev.culvert.admin;

import java.util.List;
import java.util.Optional;

/**
 * All that server-status shows, whatever it is written in.
 *
 * @param extended whether totals are told
 * @param seesTail whether of a long path the end is shown
 * @param path where the page is
 * @param balancers none, unless ProxyStatus asks for them
 * @param control what a form must bring back that ends tunnels; empty where nobody may
 * @param done what a form has just done
 * @param refused what it could not do, and why
 * @param isRefreshed whether the whole page is loaded again and again
 */
record StatusView(
        Gauges gauges, boolean extended, boolean seesTail, String path, TunnelList tunnels, List<Seen> balancers,
        Optional<String> control, List<String> done, List<String> refused, boolean isRefreshed) {}
