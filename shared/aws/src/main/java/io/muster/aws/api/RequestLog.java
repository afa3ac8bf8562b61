package io.muster.aws.api;

import org.jspecify.annotations.Nullable;

/** Where requests leave a line each: route, workspace, request id and status; never a body, a query or a name. */
public interface RequestLog {

    /** Notes an answer. */
    void answered(ApiRequest request, int status);

    /**
     * Notes a problem, and returns the id under which it can be found again.
     *
     * @param request absent when the token could not be read
     */
    String failed(@Nullable String routeKey, @Nullable ApiRequest request, Problem problem, RuntimeException failure);
}
