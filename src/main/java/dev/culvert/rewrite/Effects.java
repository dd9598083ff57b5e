package dev.culvert.rewrite;

import java.util.List;
import java.util.Optional;

/**
 * What rules have done beside the verdict. Variables are not among them: they are in the subject's environment.
 *
 * @param cookies values of Set-Cookie headers for whatever answer there is
 * @param type the type that the answer must have
 * @param handler the handler that must make it
 * @param vary the request headers that conditions depended on
 * @param ended whether no more rules may be applied to this request, of whatever section: {@code [END]}
 */
public record Effects(List<String> cookies, Optional<String> type, Optional<String> handler, List<String> vary, boolean ended) {
    public static final Effects NONE = new Effects(List.of(), Optional.empty(), Optional.empty(), List.of(), false);

    public Effects {
        cookies = List.copyOf(cookies);
        vary = List.copyOf(vary);
    }
}
