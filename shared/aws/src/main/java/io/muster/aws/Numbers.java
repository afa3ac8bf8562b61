package io.muster.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    private static final String VARIABLE = "MUSTER_SMS_NUMBERS";

    public Numbers {
        workspaces = Map.copyOf(workspaces);
    }

    /** Returns the numbers of an installation that has one workspace. */
    public static Numbers allOf(String workspace) {
        return new Numbers(Map.of(ANY, workspace));
    }

    /** Returns what {@code MUSTER_SMS_NUMBERS} says, such as {@code +15125550100=acme, *=other}; nothing without it. */
    public static Numbers from(Map<String, String> environment) {
        var workspaces = new HashMap<String, String>();
        var problems = new ArrayList<String>();
        for (var entry : environment.getOrDefault(VARIABLE, "").split(",", -1)) {
            var parts = entry.strip().split("=", -1);
            if (parts.length == 2 && !parts[1].isBlank() && parts[0].matches("\\*|\\+[1-9][0-9]{1,14}")) {
                workspaces.put(parts[0], parts[1].strip());
            } else if (!entry.isBlank()) {
                problems.add(VARIABLE + " is a list of number=workspace, which this is not: " + entry.strip());
            }
        }
        if (!problems.isEmpty()) {
            throw new Installation.IncompleteInstallation(List.copyOf(problems));
        }
        return new Numbers(workspaces);
    }

    /** Returns the workspace that a number belongs to. */
    public Optional<String> workspaceOf(String number) {
        return Optional.ofNullable(workspaces.getOrDefault(number, workspaces.get(ANY)));
    }
}
