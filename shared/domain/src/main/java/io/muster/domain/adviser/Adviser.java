package io.muster.domain.adviser;

/** Whoever recommends an action at a hard check-in: the rules, or a language model behind this port. */
public interface Adviser {

    /** Returns what the records call it. */
    String name();

    /** Returns its answer; one that asks somebody outside may take long, and may throw. */
    Reply ask(Question question);
}
