package dev.culvert.config;

import static dev.culvert.directive.Place.SERVER;

import dev.culvert.directive.Args;
import dev.culvert.directive.Family;
import dev.culvert.directive.Setting;
import dev.culvert.syntax.Word;
import java.util.List;
import java.util.Optional;

/** The process as the machine sees it: its modules, its user, its files. */
public final class ProcessDirectives {
    private static final Family CORE = Family.of("core");
    private static final Family SO = Family.of("mod_so");
    private static final Family UNIXD = Family.of("mod_unixd");

    static final List<Family> FAMILIES = List.of(CORE, SO, UNIXD);

    /** A module that somebody asked for, by a name such as {@code proxy_module}. */
    public record Loaded(Word name, String file) {}

    public static final Setting<List<Loaded>> LOADED = SO.list("LoadModule", ProcessDirectives::loaded)
            .in(SERVER)
            .doc("Asks for a module. What Culvert has is built in; anything else is a warning.");

    static final Setting<List<String>> LOADED_FILES = SO.list("LoadFile", ProcessDirectives::loadedFile)
            .in(SERVER)
            .doc("Asks for a library. Accepted; a Java program loads none.");

    public static final Setting<String> PID_FILE = CORE.word("PidFile", "a file")
            .in(SERVER).initially("logs/httpd.pid")
            .doc("The file that the number of the process is written to.");

    public static final Setting<Optional<String>> DEFAULT_RUNTIME_DIR =
            CORE.optional("DefaultRuntimeDir", args -> Reads.word(args, "a directory").text())
                    .in(SERVER)
                    .doc("The directory for files that matter only while the server runs.");

    public static final Setting<Optional<String>> USER = UNIXD.optional("User", ProcessDirectives::account)
            .in(SERVER)
            .doc("The user to run as. Not changed yet: start Culvert as the user that it shall be.");

    public static final Setting<Optional<String>> GROUP = UNIXD.optional("Group", ProcessDirectives::account)
            .in(SERVER)
            .doc("The group to run as. Not changed yet: start Culvert in the group that it shall be.");

    private ProcessDirectives() {}

    private static Loaded loaded(Args args) {
        Word name = new Word(args.next("the name of a module and its file"), args.at());
        String file = args.next("the file of the module after its name");
        args.end();
        return new Loaded(name, file);
    }

    private static String loadedFile(Args args) {
        String file = args.next("a file");
        args.all();
        args.note("LoadFile is accepted without effect: libraries of httpd are of no use to a Java program");
        return file;
    }

    private static String account(Args args) {
        String account = Reads.word(args, "a name or #number").text();
        args.note(args.name() + " is accepted without effect: the process stays what it was started as");
        return account;
    }
}
