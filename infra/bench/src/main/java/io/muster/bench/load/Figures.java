package io.muster.bench.load;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What one load came to.
 *
 * @param perSecond campaigns that ended in a second
 * @param overhead median time above the campaign's own 400 ms, in milliseconds
 * @param low the same at the 10th percentile
 * @param high the same at the 90th percentile
 * @param processor processor time of the whole process for a campaign, in milliseconds
 * @param sends messages for a campaign
 * @param boot from the start of the process to the end of its first campaign, in milliseconds
 * @param memory proportional set size at the end, in MiB
 */
record Figures(
        int inFlight,
        double perSecond,
        double overhead,
        double low,
        double high,
        double processor,
        double sends,
        double boot,
        double memory) {

    /** The beginning of the line by which one process tells another. */
    static final String MARK = "figures:";

    private static final int FIELDS = 9;

    static Figures of(
            int inFlight, double[] millis, double seconds, double processor, double sends, long boot, long memory) {
        if (millis.length == 0) {
            throw new IllegalStateException("no campaign ended in " + seconds + " s");
        }
        double own = Load.CAMPAIGN.toMillis();
        return new Figures(
                inFlight,
                millis.length / seconds,
                millis[millis.length / 2] - own,
                millis[millis.length / 10] - own,
                millis[millis.length * 9 / 10] - own,
                processor / millis.length,
                sends,
                boot,
                memory);
    }

    static Figures read(String line) {
        double[] values = Arrays.stream(line.substring(MARK.length()).strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        if (values.length != FIELDS) {
            throw new IllegalArgumentException("not figures: " + line);
        }
        return new Figures(
                (int) values[0],
                values[1],
                values[2],
                values[3],
                values[4],
                values[5],
                values[6],
                values[7],
                values[8]);
    }

    String written() {
        return MARK + " "
                + DoubleStream.of(inFlight, perSecond, overhead, low, high, processor, sends, boot, memory)
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(" "));
    }
}
