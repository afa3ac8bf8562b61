package io.muster.aws.metric;

import io.muster.domain.campaign.Level;
import io.muster.domain.error.Category;
import io.muster.domain.touch.Channel;
import java.util.List;
import java.util.Locale;

/** Every metric of ours, which alarms and dashboard are made of; beside its own dimensions each has the stage. */
public enum Metric {
    /** What came of sending. */
    SENDS("Sends", Unit.COUNT),
    /** Touches of the last day of which nobody knows whether they went: told every minute by the sweep. */
    UNKNOWN_TOUCHES("UnknownTouches", Unit.COUNT),
    /** Campaigns with something overdue, which was emitted again: told every minute by the sweep, zero as well. */
    SWEEP_FOUND("SweepFound", Unit.COUNT),
    /** How long after its moment a timed check-in was done, by the machine's clock. */
    CHECK_IN_DELAY("CheckInDelaySeconds", Unit.SECONDS),
    /** P(goal by the deadline) at a check-in, before anybody is added; 0 to 1. */
    SUCCESS_CHANCE("SuccessChance", Unit.NONE),
    /** Escalations that were carried out. */
    ESCALATIONS("Escalations", Unit.COUNT),
    /** Messages that were given up and lie before the operators of a workspace. */
    DEAD_LETTERS_FILED("DeadLettersFiled", Unit.COUNT),
    /** Failures, each try of a message for itself. */
    ERRORS("Errors", Unit.COUNT);

    /** The dimension that every metric has, which sets installations in one account apart. */
    public static final String STAGE = "stage";

    private final String wire;
    private final Unit unit;

    Metric(String wire, Unit unit) {
        this.wire = wire;
        this.unit = unit;
    }

    /** What a value is measured in, as CloudWatch calls it. */
    public enum Unit {
        COUNT("Count"),
        SECONDS("Seconds"),
        NONE("None");

        private final String wire;

        Unit(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    /** What a metric is told apart by: lists of words that are closed, since every combination that occurs is paid for. */
    public enum Dimension {
        CHANNEL(Channel.class),
        OUTCOME(SendOutcome.class),
        ESCALATION(Level.class),
        CATEGORY(Category.class);

        private final Class<? extends Enum<?>> words;

        Dimension(Class<? extends Enum<?>> words) {
            this.words = words;
        }

        /** Returns its name in CloudWatch. */
        public String wire() {
            return word(this);
        }

        boolean has(Enum<?> word) {
            return words.isInstance(word);
        }

        int size() {
            return words.getEnumConstants().length;
        }
    }

    /** Returns its name in CloudWatch. */
    public String wire() {
        return wire;
    }

    /** Returns what it is measured in. */
    public Unit unit() {
        return unit;
    }

    /** Returns what it is told apart by, beside the stage. */
    public List<Dimension> dimensions() {
        return switch (this) {
            case SENDS -> List.of(Dimension.CHANNEL, Dimension.OUTCOME);
            case ESCALATIONS -> List.of(Dimension.ESCALATION);
            case ERRORS -> List.of(Dimension.CATEGORY);
            case UNKNOWN_TOUCHES, SWEEP_FOUND, CHECK_IN_DELAY, SUCCESS_CHANCE, DEAD_LETTERS_FILED -> List.of();
        };
    }

    /** Returns how many metrics CloudWatch counts for it in an hour in which every combination occurs. */
    public int streams() {
        return dimensions().stream().mapToInt(Dimension::size).reduce(1, Math::multiplyExact);
    }

    /** Returns a word as the value of a dimension. */
    public static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
