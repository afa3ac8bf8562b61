package io.muster.domain.error;

/** How much attention a failure needs. */
public enum Severity {
    /** A line in the log. */
    LOW,
    /** An alert; the work goes on. */
    MEDIUM,
    /** An alert; a person may be needed. */
    HIGH,
    /** This work stops. */
    CRITICAL
}
