package dev.culvert.route;

import dev.culvert.directive.Settings;

/**
 * What a request has come to.
 *
 * @param scene the request as far as it has come, with all edits made
 */
public record Course(Decision decision, Scene scene) {
    /** What holds for it. */
    public Settings settings() {
        return scene.settings();
    }
}
