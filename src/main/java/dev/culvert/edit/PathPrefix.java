package dev.culvert.edit;

/** The beginning of a path, step by step: {@code /a} is that of {@code /a/b}, and not of {@code /ab}. */
final class PathPrefix {
    private PathPrefix() {}

    /** How long a path's beginning is, or -1 if it begins otherwise. Slashes in a row are as good as one. */
    static int length(String path, String prefix) {
        int at = 0;
        int i = 0;
        while (i < prefix.length()) {
            if (at >= path.length() || path.charAt(at) != prefix.charAt(i)) {
                return -1;
            } else if (prefix.charAt(i) == '/') {
                i = behindSlashes(prefix, i);
                at = behindSlashes(path, at);
            } else {
                i++;
                at++;
            }
        }
        boolean whole = prefix.isEmpty() || prefix.endsWith("/") || at == path.length() || path.charAt(at) == '/';
        return whole ? at : -1;
    }

    private static int behindSlashes(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == '/') {
            i++;
        }
        return i;
    }
}
