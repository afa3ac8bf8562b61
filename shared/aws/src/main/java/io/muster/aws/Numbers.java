package io.muster.aws;

import java.util.Map;
import java.util.Optional;

/**
 * Which workspace receives the texts to a number of ours: the one thing that a text does not say itself.
 *
 * @param workspaces by number in E.164; {@link #ANY} stands for all others, as in an installation of one workspace
 */
public record Numbers(Map<String, String> workspaces) {

    /** Stands for every number that is not named. */
    public static final String ANY = "*";

    /** No workspace receives texts. */
    public static final Numbers NONE = new Numbers(Map.of());

    public Numbers {
        workspaces = Map.copyOf(workspaces);
    }

    /** Returns the numbers of an installation that has one workspace. */
    public static Numbers allOf(String workspace) {
        return new Numbers(Map.of(ANY, workspace));
    }

    /** Returns the workspace that a number belongs to. */
    public Optional<String> workspaceOf(String number) {
        return Optional.ofNullable(workspaces.getOrDefault(number, workspaces.get(ANY)));
    }
}
