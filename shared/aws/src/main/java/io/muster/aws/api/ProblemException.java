package io.muster.aws.api;

/** Ends the handling of a request with a problem as its answer. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.status() + " " + problem.code() + ": " + problem.detail());
        this.problem = problem;
    }

    /** Returns the answer. */
    public Problem problem() {
        return problem;
    }
}
