package dev.culvert.edit;

import dev.culvert.directive.Settings;
import dev.culvert.edit.HeaderEdit.Table;
import dev.culvert.edit.HeaderEdit.When;
import dev.culvert.expr.Subject;
import dev.culvert.http.Headers;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What Header and RequestHeader make of headers. All of it may throw {@link dev.culvert.world.Unanswered}, and
 * {@link dev.culvert.expr.Regex.BudgetSpent} where a pattern could not be decided in time.
 */
public final class HeaderEdits {
    private HeaderEdits() {}

    /**
     * The request's headers behind the lines that say {@code early}: before anything else looks at them.
     *
     * @param server the settings of the virtual host
     */
    public static Headers earlyRequest(Settings server, Subject subject, Moment moment) {
        return request(server.get(HeaderDirectives.REQUEST), When.EARLY, subject, moment);
    }

    /** The request's headers as they are sent on, behind the lines of every section. */
    public static Headers request(Settings settings, Subject subject, Moment moment) {
        return request(settings.get(HeaderDirectives.REQUEST), When.LATE, subject, moment);
    }

    private static Headers request(List<HeaderEdit> edits, When when, Subject subject, Moment moment) {
        if (edits.isEmpty() || edits.stream().noneMatch(edit -> edit.when() == when)) {
            return subject.request().headers();
        }
        Headers headers = HeaderTable.withoutDuplicates(subject.request().headers());
        for (HeaderEdit edit : edits) {
            Subject now = EditedSubject.request(subject, headers);
            if (edit.when() == when && edit.condition().holds(now)) {
                headers = changed(headers, edit, now, moment);
            }
        }
        return headers;
    }

    /**
     * What the lines of Header that say {@code early} put into an answer that does not exist yet.
     *
     * @param server the settings of the virtual host
     */
    public static ResponseHeaders early(Settings server, Subject subject, Moment moment) {
        List<HeaderEdit> edits = of(server, When.EARLY);
        return edits.isEmpty() ? ResponseHeaders.NONE : response(edits, ResponseHeaders.NONE, subject, moment);
    }

    /**
     * The headers of an answer of any status that a backend gave, or of content of this server.
     *
     * @param subject with the answer, whose status and headers conditions may ask for
     */
    public static ResponseHeaders response(Settings settings, ResponseHeaders headers, Subject subject, Moment moment) {
        return response(of(settings, When.LATE), headers, subject, moment);
    }

    /** The headers of an error or a redirect of this server's own: only {@code Header always} is for those. */
    public static ResponseHeaders error(Settings settings, ResponseHeaders headers, Subject subject, Moment moment) {
        return response(of(settings, When.LATE).stream().filter(edit -> edit.table() == Table.ALWAYS).toList(),
                headers, subject, moment);
    }

    /** The headers of a 101: httpd edits none of it; here the cookies that keep a client at its backend come with it. */
    public static ResponseHeaders cookies(Settings settings, ResponseHeaders headers, Subject subject, Moment moment) {
        List<HeaderEdit> edits = of(settings, When.LATE);
        return edits.isEmpty() ? headers
                : response(edits.stream().filter(edit -> edit.isAbout(ResponseHeaders.COOKIE)).toList(), headers, subject, moment);
    }

    private static List<HeaderEdit> of(Settings settings, When when) {
        List<HeaderEdit> all = settings.get(HeaderDirectives.RESPONSE);
        return all.isEmpty() ? all : all.stream().filter(edit -> edit.when() == when).toList();
    }

    private static ResponseHeaders response(List<HeaderEdit> edits, ResponseHeaders headers, Subject subject, Moment moment) {
        // httpd: all lines for always come before all others, wherever they stand.
        ResponseHeaders always = response(edits, Table.ALWAYS, headers, subject, moment);
        return response(edits, Table.ON_SUCCESS, always, subject, moment);
    }

    private static ResponseHeaders response(
            List<HeaderEdit> edits, Table table, ResponseHeaders headers, Subject subject, Moment moment) {
        ResponseHeaders current = headers;
        for (HeaderEdit edit : edits) {
            if (edit.table() == table) {
                Subject now = EditedSubject.response(subject, current.sent());
                current = edit.condition().holds(now) ? changed(current, edit, now, moment) : current;
            }
        }
        return current;
    }

    private static ResponseHeaders changed(ResponseHeaders headers, HeaderEdit edit, Subject subject, Moment moment) {
        if (edit.action() instanceof HeaderAction.Echo echo) {
            // httpd: always or not, an echo is one for good answers.
            return headers.withOnSuccess(HeaderTable.joined(headers.onSuccess(), echoed(echo, subject)));
        }
        Headers table = edit.table() == Table.ALWAYS ? headers.always() : headers.onSuccess();
        Headers made = changed(table, edit, subject, moment);
        ResponseHeaders changed = edit.table() == Table.ALWAYS ? headers.withAlways(made) : headers.withOnSuccess(made);
        return edit.isAbout(ResponseHeaders.TYPE) ? changed.withType(type(headers.type(), table, edit, subject, moment)) : changed;
    }

    /** httpd: an answer's type stands apart from its headers; not every action reaches it. */
    private static Optional<String> type(
            Optional<String> type, Headers table, HeaderEdit edit, Subject subject, Moment moment) {
        return switch (edit.action()) {
            case HeaderAction.Set(HeaderValue value) -> Optional.of(value.of(subject, moment));
            case HeaderAction.SetIfEmpty(HeaderValue value) ->
                    table.has(ResponseHeaders.TYPE) ? type : Optional.of(value.of(subject, moment));
            case HeaderAction.Unset() -> Optional.empty();
            case HeaderAction.Edit change -> type.map(text -> change.made(text, change.by().of(subject, moment)));
            case HeaderAction.Append _, HeaderAction.Merge _, HeaderAction.Add _, HeaderAction.Echo _, HeaderAction.Note _ -> type;
        };
    }

    private static Headers changed(Headers headers, HeaderEdit edit, Subject subject, Moment moment) {
        String name = edit.header();
        return switch (edit.action()) {
            case HeaderAction.Set(HeaderValue value) -> HeaderTable.set(headers, name, value.of(subject, moment));
            case HeaderAction.SetIfEmpty(HeaderValue value) ->
                    headers.has(name) ? headers : HeaderTable.add(headers, name, value.of(subject, moment));
            case HeaderAction.Append(HeaderValue value) -> HeaderTable.append(headers, name, value.of(subject, moment));
            case HeaderAction.Merge(HeaderValue value) -> HeaderTable.merge(headers, name, value.of(subject, moment));
            case HeaderAction.Add(HeaderValue value) -> HeaderTable.add(headers, name, value.of(subject, moment));
            case HeaderAction.Unset() -> HeaderTable.remove(headers, name);
            case HeaderAction.Edit change -> headers.has(name)
                    ? HeaderTable.edit(headers, name, editing(change, change.by().of(subject, moment))) : headers;
            case HeaderAction.Echo echo -> HeaderTable.joined(headers, echoed(echo, subject));
            case HeaderAction.Note(HeaderValue note) -> noted(headers, name, note.of(subject, moment), subject);
        };
    }

    private static UnaryOperator<String> editing(HeaderAction.Edit change, String template) {
        return value -> change.made(value, template);
    }

    private static Headers echoed(HeaderAction.Echo echo, Subject subject) {
        Headers.Builder out = Headers.builder();
        HeaderTable.withoutDuplicates(subject.request().headers()).forEach((name, value) -> {
            if (echo.names().find(name).isPresent()) {
                out.add(name, value);
            }
        });
        return out.build();
    }

    private static Headers noted(Headers headers, String name, String note, Subject subject) {
        headers.first(name).ifPresentOrElse(value -> subject.notes().set(note, value), () -> subject.notes().unset(note));
        return headers;
    }
}
