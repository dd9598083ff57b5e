package dev.culvert.admin;

import static dev.culvert.directive.Place.SERVER;
import static dev.culvert.directive.Place.VIRTUAL_HOST;

import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import java.util.List;

/** What server-status shows, and what may be done there. */
public final class StatusDirectives {
    private static final Family CORE = Family.of("core");
    private static final Family CULVERT = Family.of("mod_culvert");

    public static final List<Family> FAMILIES = List.of(CORE, CULVERT, Family.of("mod_status"));

    public static final Setting<Boolean> EXTENDED = CORE.flag("ExtendedStatus")
            .in(SERVER).initially(true)
            .doc("Whether server-status tells how many requests there were and what they cost. They are counted either way.");

    public static final Setting<Boolean> SEE_TAIL = CORE.flag("SeeRequestTail")
            .in(SERVER).initially(false)
            .doc("Whether server-status shows the end of a long path rather than its beginning.");

    /** Who may read the page need not be who may cut people off. */
    public static final Setting<Boolean> CONTROL = CULVERT.flag("CulvertStatusControl")
            .in(SERVER, VIRTUAL_HOST).inSections().initially(false)
            .doc("Whether tunnels can be ended on server-status by whoever may open it.");

    private StatusDirectives() {}
}
