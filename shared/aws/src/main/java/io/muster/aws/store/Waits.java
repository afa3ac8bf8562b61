package io.muster.aws.store;

import io.muster.domain.strategy.Wait;
import java.util.List;
import java.util.stream.Stream;

/**
 * The latest waits of a category, bounded, so that what is learned of time follows the market and the item stays small.
 *
 * @param hours one number a wait, oldest first, to a hundredth: hours until a bid; below zero, hours of silence
 */
public record Waits(List<Double> hours, long version) {

    /** The most that are kept. */
    public static final int MOST = 200;

    public static final Waits NONE = new Waits(List.of(), 0);

    private static final double SHORTEST = 0.01;

    public Waits {
        hours = List.copyOf(hours);
    }

    /** Returns the next version, with these added and the oldest dropped. */
    public Waits plus(List<Wait> more) {
        var all =
                Stream.concat(hours.stream(), more.stream().map(Waits::number)).toList();
        return new Waits(all.subList(Math.max(0, all.size() - MOST), all.size()), version + 1);
    }

    /** Returns the waits as the engine learns from them. */
    public List<Wait> observed() {
        return hours.stream()
                .map(number -> new Wait(Math.abs(number), number > 0))
                .toList();
    }

    private static double number(Wait wait) {
        double hours = Math.max(SHORTEST, Math.round(wait.hours() * 100) / 100.0);
        return wait.bid() ? hours : -hours;
    }
}
