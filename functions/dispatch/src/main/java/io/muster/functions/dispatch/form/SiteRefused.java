package io.muster.functions.dispatch.form;

import io.muster.domain.touch.Obstacle;

/** A website that no message will be sent through, whatever the moment. */
final class SiteRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Obstacle.Kind kind;

    SiteRefused(Obstacle.Kind kind, String why) {
        super(why);
        this.kind = kind;
    }

    /** Returns a refusal by the address rules. */
    static SiteRefused address(String why) {
        return new SiteRefused(Obstacle.Kind.SITE_REFUSED, why);
    }

    Obstacle.Kind kind() {
        return kind;
    }
}
