package io.muster.local;

import io.muster.aws.Ids;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is to run.
 *
 * @param folder where all of its state lies
 * @param httpPort of the API, the inbox page and the issuer; 0 takes a free one, as for the other ports
 * @param awsPort of the AWS endpoints
 * @param smtpPort of the inbox
 * @param mode how time passes
 * @param market seed of the simulated market; absent when real people answer
 * @param ids of whatever is made
 * @param secrets seed of the workspace's secrets, for a run that is to be repeated exactly; absent: random ones
 * @param fsync whether an acknowledgement waits for the disk, against power loss
 * @param stage under which the functions measure; absent where nobody reads what they log
 */
public record StackOptions(
        Path folder,
        int httpPort,
        int awsPort,
        int smtpPort,
        Mode mode,
        @Nullable Long market,
        Ids ids,
        @Nullable Long secrets,
        boolean fsync,
        @Nullable String stage) {

    /** The workspace of everybody who calls a stack on one machine. */
    public static final String WORKSPACE = "demo";

    /** How time passes. */
    public sealed interface Mode {

        /**
         * Business time at a speed. At speed 1 from now it is the machine's time.
         *
         * @param start the business moment to begin at; absent: now
         */
        record Live(long speed, @Nullable Instant start) implements Mode {}

        /**
         * Everything in a fixed order, from a moment, on a clock that waits for the work.
         *
         * @param sweepMinutes how often the sweeper looks for what was lost, which in a story of weeks need not be often
         */
        record Conducted(Instant start, int sweepMinutes) implements Mode {

            /** The usual minute between two looks. */
            public Conducted(Instant start) {
                this(start, 1);
            }
        }

        /** Returns how many minutes there are between two looks of the sweeper. */
        default int sweep() {
            return switch (this) {
                case Live _ -> 1;
                case Conducted conducted -> conducted.sweepMinutes();
            };
        }
    }

    /** Returns the usual options: free ports, real time, nobody simulated. */
    public static StackOptions in(Path folder) {
        return new StackOptions(folder, 0, 0, 0, new Mode.Live(1, null), null, Ids.ulids(), null, false, null);
    }

    /** Returns these options with ports. */
    public StackOptions withPorts(int http, int aws, int smtp) {
        return new StackOptions(folder, http, aws, smtp, mode, market, ids, secrets, fsync, stage);
    }

    /** Returns these options with another mode. */
    public StackOptions withMode(Mode other) {
        return new StackOptions(folder, httpPort, awsPort, smtpPort, other, market, ids, secrets, fsync, stage);
    }

    /** Returns these options with a simulated market. */
    public StackOptions withMarket(@Nullable Long seed) {
        return new StackOptions(folder, httpPort, awsPort, smtpPort, mode, seed, ids, secrets, fsync, stage);
    }

    /** Returns these options for a run that makes the same ids and secrets every time. */
    public StackOptions repeatable(Ids other, long seed) {
        return new StackOptions(folder, httpPort, awsPort, smtpPort, mode, market, other, seed, fsync, stage);
    }

    /** Returns these options with or without waiting for the disk. */
    public StackOptions withFsync(boolean wait) {
        return new StackOptions(folder, httpPort, awsPort, smtpPort, mode, market, ids, secrets, wait, stage);
    }

    /** Returns these options with functions that measure, under the name of a stage. */
    public StackOptions measuredAs(String name) {
        return new StackOptions(folder, httpPort, awsPort, smtpPort, mode, market, ids, secrets, fsync, name);
    }
}
