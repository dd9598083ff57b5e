package dev.culvert.lint;

import java.util.stream.Stream;

/** Looks for one kind of mistake. */
interface Check {
    /** In any order; what two servers share may be found twice. */
    Stream<Finding> find(Survey survey);
}
