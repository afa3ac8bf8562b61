package io.muster.functions.strategy;

import io.muster.aws.api.ApiRequest;
import io.muster.aws.api.Body;
import io.muster.aws.api.Problem;
import io.muster.aws.api.Violation;
import io.muster.domain.whatif.WhatIf;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many lives of a campaign are to be simulated.
 *
 * @param seed as asked for, else one that follows from the request, so that the same request gives the same answer
 */
record Lives(int simulations, long seed) {

    /** The largest whole number that every JSON reader keeps. */
    private static final long LARGEST_SEED = (1L << 53) - 1;

    private static final int HEX_DIGITS = 16;

    /** Returns what a request asks for; empty where it asks for no simulation. */
    static Optional<Lives> asked(ApiRequest request) {
        var violations = new ArrayList<Violation>();
        var simulations = whole(request, "simulate", 1, WhatIf.MOST_SIMULATIONS, violations);
        var seed = whole(request, "seed", 0, LARGEST_SEED, violations);
        if (request.query().containsKey("seed") && !request.query().containsKey("simulate")) {
            violations.add(new Violation("seed", "is of no use without simulate", "with simulate=1000, for instance"));
        }
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations).thrown();
        }
        return simulations.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lives((int) simulations.getAsLong(), seed.orElseGet(() -> seed(request))));
    }

    private static OptionalLong whole(
            ApiRequest request, String name, long least, long most, ArrayList<Violation> violations) {
        var text = request.query().get(name);
        if (text == null) {
            return OptionalLong.empty();
        }
        if (text.matches("[0-9]{1,16}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return OptionalLong.of(number);
            }
        }
        violations.add(new Violation(name, "is out of range", least + " to " + most));
        return OptionalLong.empty();
    }

    private static long seed(ApiRequest request) {
        return Long.parseUnsignedLong(Body.digest(request).substring(0, HEX_DIGITS), 16) & LARGEST_SEED;
    }
}
