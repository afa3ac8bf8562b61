package io.muster.functions.dispatch;

/** The process died: nothing of ours catches it. */
final class Killed extends Error {
    private static final long serialVersionUID = 1;
}
