package dev.culvert.rewrite;

/**
 * What the rules of a section are applied to: the request is mapped already.
 *
 * @param filename the file it was mapped to, or {@code proxy:} and a URL
 * @param pathInfo what of the path lies behind that file, or nothing
 */
public record DirectoryContext(String filename, String pathInfo) {}
