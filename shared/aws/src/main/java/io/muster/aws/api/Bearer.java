package io.muster.aws.api;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a verified token says of who sends it: who they are, in which workspace they are, and what they may do there.
 *
 * <p>The workspace is the claim {@code workspace} where the issuer writes one. Access tokens of Cognito hold no claims of
 * one's own: there a machine's client is allowed one scope {@code workspace/<name>}, and a person is in one group of that
 * form. A scope says what a machine was given, but of a person only what the sign-in page was asked for, since
 * Cognito lets everybody have all that the client may; so what a person may do is what scopes and groups both name.
 */
record Bearer(String subject, String workspace, Set<Scope> scopes) {

    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final String WORKSPACES = "workspace/";
    private static final String RIGHTS = "muster/";

    Bearer {
        scopes = Set.copyOf(scopes);
    }

    /** Returns the bearer of a token whose signature, issuer, audience and time the gateway has verified. */
    static Bearer of(Map<String, String> claims) {
        requireAccessToken(claims);
        var asked = words(claims.getOrDefault("scope", claims.getOrDefault("scp", "")));
        var groups = words(claims.getOrDefault("cognito:groups", ""));
        var person = isPerson(claims);
        return new Bearer(
                claims.getOrDefault("sub", "unknown"),
                workspace(claims, person ? groups : asked),
                Arrays.stream(Scope.values())
                        .filter(scope -> scope.spellings().stream().anyMatch(asked::contains))
                        .filter(scope -> !person || groups.contains(RIGHTS + scope.wire()))
                        .collect(Collectors.toSet()));
    }

    /** ID tokens tell an application who signed in, and are shown around; they open nothing here. */
    private static void requireAccessToken(Map<String, String> claims) {
        if (!claims.getOrDefault("token_use", "access").equals("access")) {
            throw Problem.forbidden(
                            "no_access_token", "This token is for showing who signed in; send the access token.")
                    .thrown();
        }
    }

    /** Only Cognito says what a token is used for, and in those of people alone there is a user's name. */
    private static boolean isPerson(Map<String, String> claims) {
        return claims.containsKey("token_use") && claims.containsKey("username");
    }

    private static String workspace(Map<String, String> claims, Set<String> granted) {
        var claimed = claims.get("workspace");
        if (claimed != null) {
            return usable(claimed);
        }
        var names = granted.stream()
                .filter(word -> word.startsWith(WORKSPACES))
                .map(word -> word.substring(WORKSPACES.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (names.size() > 1) {
            throw Problem.forbidden(
                            "several_workspaces",
                            "The token names " + names.size()
                                    + " workspaces; it must be of one scope or group workspace/…")
                    .thrown();
        }
        return usable(names.isEmpty() ? "" : names.first());
    }

    private static String usable(String workspace) {
        if (!WORKSPACE.matcher(workspace).matches()) {
            throw Problem.forbidden("no_workspace", "The token names no workspace.")
                    .thrown();
        }
        return workspace;
    }

    /** The gateway writes a list as {@code [a b]}. */
    private static Set<String> words(String claim) {
        var list = claim.startsWith("[") && claim.endsWith("]") ? claim.substring(1, claim.length() - 1) : claim;
        return new HashSet<>(Arrays.asList(list.strip().split("\\s+", -1)));
    }
}
