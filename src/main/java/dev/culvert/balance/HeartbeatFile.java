package dev.culvert.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a file of HeartbeatStorage holds: a line for each server, such as {@code 10.0.0.1 &ready=75&busy=2&lastseen=1&port=80}.
 *
 * @param heartbeats of the lines that make sense, in their order
 * @param remarks a sentence for each line that does not, but for comments and empty ones
 */
public record HeartbeatFile(List<Heartbeat> heartbeats, List<String> remarks) {
    /** More remarks than this are not made about one file. */
    static final int REMARKS = 10;

    /** Reads a whole file. */
    public static HeartbeatFile parse(String text) {
        List<Heartbeat> heartbeats = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                line(line).ifPresent(heartbeats::add);
            } catch (HeartbeatFields.Malformed malformed) {
                remark(remarks, "line " + number + " is left out: " + malformed.getMessage());
            }
        }
        return new HeartbeatFile(List.copyOf(heartbeats), List.copyOf(remarks));
    }

    private static void remark(List<String> remarks, String sentence) {
        if (remarks.size() < REMARKS) {
            remarks.add(sentence);
        }
    }

    private static Optional<Heartbeat> line(String line) throws HeartbeatFields.Malformed {
        if (line.isBlank() || line.startsWith("#")) {
            return Optional.empty();
        }
        int space = line.indexOf(' ');
        if (space < 1) {
            throw new HeartbeatFields.Malformed("expected an address, a space and fields, but was '" + line + "'");
        }
        HeartbeatFields fields = HeartbeatFields.of(line.substring(space + 1).strip());
        // httpd: a server of which nobody wrote when it was seen counts as seen now.
        return Optional.of(new Heartbeat(line.substring(0, space), fields.numberOr0("ready"), fields.numberOr0("busy"),
                fields.numberOr0("lastseen"), fields.port()));
    }
}
