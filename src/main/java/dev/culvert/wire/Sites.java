package dev.culvert.wire;

import java.net.InetSocketAddress;
import java.util.Optional;

/** The virtual hosts of the generation that is current. */
@FunctionalInterface
public interface Sites {
    /**
     * @param local the address the client connected to
     * @param name what the client asked for, without port; nothing for the first host of the address
     */
    ServedSite find(InetSocketAddress local, Optional<String> name);
}
