package io.muster.domain.adviser;

/** The closed list of what an adviser can recommend. */
public enum Move {
    /** Ask so many more contractors. */
    ADD_CONTRACTORS,
    /** Try the silent on their next channel. */
    CHANGE_CHANNEL,
    /** Write the messages differently: no rule does that, so that it is only ever told. */
    ADJUST_MESSAGE,
    /** Suggest a later deadline to a person; no deadline moves by itself. */
    EXTEND_DEADLINE,
    /** Warn the operator. */
    ALERT_OPERATOR,
    /** Wait and see. */
    CONTINUE
}
