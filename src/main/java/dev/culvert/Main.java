package dev.culvert;

/** The command line, in httpd's own letters. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
