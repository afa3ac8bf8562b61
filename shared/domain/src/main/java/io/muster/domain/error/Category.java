package io.muster.domain.error;

/**
 * Kinds of failures. The kind follows from an exception's type and a status alone, never from words in a message, and
 * decides what comes next:
 *
 * <pre>
 * category     what                             severity  by itself again           see
 * DATABASE     throttled, conflict, connection  MEDIUM    at once, jittered         {@link Backoff}, then {@link RetryPolicy}
 * API          a provider's 5xx                 MEDIUM    after 1, 5, 15 s          {@link RetryPolicy}; repeated: {@link Circuit}
 * TIMEOUT      no answer in time                MEDIUM    after 10 s                the same
 * RATE_LIMIT   too many calls                   MEDIUM    when it says, else 60 s   {@link RetryPolicy}
 * INTEGRATION  misconfigured, contract changed  HIGH      no                        {@link Circuit} opens at once
 * VALIDATION   the input is wrong               LOW       no                        the caller is told what to fix
 * PERMISSION   we may not                       HIGH      no                        the operator is told
 * UNKNOWN      anything else                    HIGH      at most 3 times in all    then a dead letter
 * </pre>
 */
public enum Category {
    DATABASE(Severity.MEDIUM),
    API(Severity.MEDIUM),
    TIMEOUT(Severity.MEDIUM),
    RATE_LIMIT(Severity.MEDIUM),
    INTEGRATION(Severity.HIGH),
    VALIDATION(Severity.LOW),
    PERMISSION(Severity.HIGH),
    UNKNOWN(Severity.HIGH);

    private final Severity severity;

    Category(Severity severity) {
        this.severity = severity;
    }

    /** Returns how much attention such a failure needs. */
    public Severity severity() {
        return severity;
    }

    /** Returns what a status says that somebody answered our own call with (RFC 9110, section 15). */
    public static Category ofStatus(int status) {
        return switch (status) {
            case 408, 504 -> TIMEOUT;
            case 429 -> RATE_LIMIT;
            case 401, 402, 403 -> PERMISSION;
            case 404, 405, 406, 410, 415, 426, 501, 505 -> INTEGRATION;
            case 409 -> DATABASE;
            default -> {
                if (status >= 500 && status < 600) {
                    yield API;
                }
                yield status >= 400 && status < 500 ? VALIDATION : UNKNOWN;
            }
        };
    }
}
