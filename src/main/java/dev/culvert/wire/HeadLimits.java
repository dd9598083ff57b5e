package dev.culvert.wire;

import dev.culvert.config.ConnectionDirectives;
import dev.culvert.directive.Settings;

/**
 * How large a head may be.
 *
 * @param firstLine bytes without its line end
 * @param fieldLine bytes of one field, folds included
 * @param fields how many; 0 for as many as {@link #MOST_FIELDS}
 */
record HeadLimits(int firstLine, int fieldLine, int fields) {
    /** "Unlimited" still ends somewhere. */
    static final int MOST_FIELDS = 10_000;

    /** httpd: a limit of N lets N+1 bytes pass. */
    static HeadLimits ofRequests(Settings settings) {
        int fields = settings.get(ConnectionDirectives.LIMIT_REQUEST_FIELDS);
        return new HeadLimits(settings.get(ConnectionDirectives.LIMIT_REQUEST_LINE) + 1,
                settings.get(ConnectionDirectives.LIMIT_REQUEST_FIELD_SIZE) + 1, fields == 0 ? MOST_FIELDS : fields);
    }

    /** @param responseFieldSize the worker's parameter: one byte less than it may come */
    static HeadLimits ofAnswers(int responseFieldSize) {
        return new HeadLimits(responseFieldSize - 1, responseFieldSize - 1, MOST_FIELDS);
    }
}
