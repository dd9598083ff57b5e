package dev.culvert.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a file a Range header asks for (RFC 9110 §14.2).
 *
 * @param slices in the order in which they were asked for, each inside the file; none if nothing that was asked for exists
 */
record Ranges(List<Part.Slice> slices) {
    /** httpd: MaxRanges. What asks for more is answered with the whole file. */
    private static final int LIMIT = 200;

    /** Nothing if the header makes no sense, asks for other units, for too much, or for more than the file holds in all. */
    static Optional<Ranges> read(String header, long size) {
        if (size == 0 || !header.regionMatches(true, 0, "bytes=", 0, 6)) {
            return Optional.empty();
        }
        List<Part.Slice> slices = new ArrayList<>();
        String[] specs = header.substring(6).split(",", LIMIT + 2);
        long sum = 0;
        for (String spec : specs) {
            Optional<Part.Slice> slice = slice(spec.strip(), size);
            if (slice.isEmpty()) {
                return Optional.empty();
            } else if (slice.get().length() > 0) {
                add(slice.get(), slices);
                sum += slice.get().length();
            }
        }
        // Overlapping ranges are how little is turned into much: who asks for more than there is gets all of it, once.
        List<Part.Slice> asked = slices.size() > 1 && sum > size ? List.of(new Part.Slice(0, size)) : slices;
        return specs.length > LIMIT ? Optional.empty() : Optional.of(new Ranges(asked));
    }

    /** httpd: what overlaps the one before it, or follows it closely, is one with it. */
    private static void add(Part.Slice next, List<Part.Slice> slices) {
        Part.Slice last = slices.isEmpty() ? new Part.Slice(0, -1) : slices.getLast();
        long end = last.offset() + last.length();
        if (last.length() >= 0 && next.offset() >= last.offset() && next.offset() <= end) {
            long both = Math.max(end, next.offset() + next.length()) - last.offset();
            slices.set(slices.size() - 1, new Part.Slice(last.offset(), both));
        } else {
            slices.add(next);
        }
    }

    /** Empty, of length zero, if it lies behind the end. */
    private static Optional<Part.Slice> slice(String spec, long size) {
        int dash = spec.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        Optional<Long> first = number(spec.substring(0, dash));
        Optional<Long> last = number(spec.substring(dash + 1));
        if (dash == 0) {
            // httpd: the last nothing of a file is no range.
            return last.filter(count -> count > 0).map(count -> new Part.Slice(size - Math.min(count, size), Math.min(count, size)));
        } else if (first.isEmpty() || (last.isEmpty() && dash + 1 < spec.length())
                || last.filter(end -> end < first.get()).isPresent()) {
            return Optional.empty();
        }
        long end = Math.min(last.orElse(size - 1), size - 1);
        return Optional.of(first.get() >= size ? new Part.Slice(0, 0) : new Part.Slice(first.get(), end - first.get() + 1));
    }

    private static Optional<Long> number(String digits) {
        boolean plain = !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }
}
