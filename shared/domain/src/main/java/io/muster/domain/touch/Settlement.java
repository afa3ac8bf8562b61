package io.muster.domain.touch;

/** What an operator has found out of a touch of which nobody knew whether it went. */
public enum Settlement {
    /** It went. */
    SENT(Transition.OPERATOR_SENT),
    /** It did not go, so that its contact's next channel is due. */
    NOT_SENT(Transition.OPERATOR_NOT_SENT);

    private final Transition transition;

    Settlement(Transition transition) {
        this.transition = transition;
    }

    Transition transition() {
        return transition;
    }
}
