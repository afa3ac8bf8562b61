package io.muster.domain.touch;

/** What an operator has found out of a touch of which nobody knew whether it went. */
public enum Settlement {
    /** It went. */
    SENT(Step.OPERATOR_SENT),
    /** It did not go, so that its contact's next channel is due. */
    NOT_SENT(Step.OPERATOR_NOT_SENT);

    private final Step step;

    Settlement(Step step) {
        this.step = step;
    }

    Step step() {
        return step;
    }
}
