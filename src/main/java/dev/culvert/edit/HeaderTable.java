package dev.culvert.edit;

import dev.culvert.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What httpd's tables of headers do, done to ours. */
final class HeaderTable {
    private HeaderTable() {}

    static Headers set(Headers headers, String name, String value) {
        return headers.toBuilder().set(name, value).build();
    }

    static Headers append(Headers headers, String name, String value) {
        return headers.toBuilder().merge(name, value).build();
    }

    static Headers add(Headers headers, String name, String value) {
        return headers.toBuilder().add(name, value).build();
    }

    static Headers remove(Headers headers, String name) {
        return headers.has(name) ? headers.toBuilder().remove(name).build() : headers;
    }

    /** httpd: of several fields, only the first one's list is looked at. */
    static Headers merge(Headers headers, String name, String value) {
        boolean present = headers.first(name).filter(list -> elements(list).contains(value)).isPresent();
        return present ? headers : append(headers, name, value);
    }

    /** What stands between the commas of a list, but for those in quotes, each without the blanks before it. */
    private static List<String> elements(String list) {
        List<String> elements = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            quoted = quoted != (c == '"');
            if (c == ',' && !quoted) {
                elements.add(list.substring(start, i).stripLeading());
                start = i + 1;
            }
        }
        elements.add(list.substring(start).stripLeading());
        return elements;
    }

    /** httpd: fields that were edited stand last from then on, even if nothing in them changed. */
    static Headers edit(Headers headers, String name, UnaryOperator<String> change) {
        Headers.Builder out = headers.toBuilder().remove(name);
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase(name)) {
                out.add(headers.name(i), change.apply(headers.value(i)));
            }
        }
        return out.build();
    }

    /** httpd: a client's fields of one name become one before anybody edits them. */
    static Headers withoutDuplicates(Headers headers) {
        Headers.Builder joined = Headers.builder();
        headers.forEach(joined::merge);
        return joined.build();
    }

    /** One after the other. */
    static Headers joined(Headers first, Headers second) {
        Headers.Builder all = first.toBuilder();
        second.forEach(all::add);
        return all.build();
    }
}
