package io.muster.aws.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Claims as the gateway hands them on, in the forms of Cognito and of other issuers. */
class BearerTest {

    private static final Map<String, String> MACHINE = Map.of(
            "token_use", "access",
            "sub", "4machine",
            "client_id", "4machine",
            "scope", "muster/read muster/operate workspace/acme");

    private static final Map<String, String> PERSON = Map.of(
            "token_use", "access",
            "sub", "6f1c",
            "username", "6f1c",
            "client_id", "2people",
            "cognito:groups", "[muster/read muster/approve workspace/acme]",
            "scope", "openid muster/approve muster/admin muster/operate muster/read");

    private static final Map<String, String> OTHER_ISSUER =
            Map.of("sub", "ada", "aud", "[muster other]", "scope", "read approve", "workspace", "acme");

    @Test
    void a_machine_is_in_the_workspace_and_has_the_rights_of_its_scopes() {
        assertEquals(new Bearer("4machine", "acme", Set.of(Scope.READ, Scope.OPERATE)), Bearer.of(MACHINE));
    }

    @Test
    void a_person_is_in_the_workspace_of_their_group_and_may_do_what_scopes_and_groups_both_name() {
        assertEquals(new Bearer("6f1c", "acme", Set.of(Scope.READ, Scope.APPROVE)), Bearer.of(PERSON));
    }

    @Test
    void another_issuer_names_the_workspace_in_a_claim() {
        assertEquals(new Bearer("ada", "acme", Set.of(Scope.READ, Scope.APPROVE)), Bearer.of(OTHER_ISSUER));
    }

    @Test
    void scopes_may_be_a_list_and_may_be_called_scp() {
        var expected = Bearer.of(OTHER_ISSUER);
        assertEquals(expected, Bearer.of(with(OTHER_ISSUER, "scope", "[read approve]")));
        assertEquals(expected, Bearer.of(with(without(OTHER_ISSUER, "scope"), "scp", "read approve")));
        assertEquals(expected, Bearer.of(with(OTHER_ISSUER, "scp", "admin")));
    }

    @Test
    void the_claim_decides_whatever_scopes_and_groups_name() {
        for (var token : List.of(
                with(MACHINE, "scope", "muster/read workspace/rival"),
                with(PERSON, "cognito:groups", "[workspace/rival workspace/third muster/read]"))) {
            assertEquals("acme", Bearer.of(with(token, "workspace", "acme")).workspace());
        }
    }

    @Test
    void a_claim_that_names_none_is_not_made_good_by_a_scope() {
        for (var claim : List.of("", " ", "a#b", "W/1", "[acme]", "acme rival", "x".repeat(65))) {
            assertEquals("no_workspace", refusal(with(MACHINE, "workspace", claim)), claim);
        }
    }

    @Test
    void several_workspaces_are_refused_and_the_same_twice_is_one() {
        assertEquals(
                "several_workspaces", refusal(with(MACHINE, "scope", "muster/read workspace/acme workspace/rival")));
        assertEquals("several_workspaces", refusal(with(PERSON, "cognito:groups", "[workspace/acme workspace/rival]")));
        assertEquals(
                "acme",
                Bearer.of(with(MACHINE, "scope", "workspace/acme workspace/acme"))
                        .workspace());
    }

    @Test
    void no_workspace_at_all_is_refused() {
        assertEquals("no_workspace", refusal(with(MACHINE, "scope", "muster/read")));
        assertEquals("no_workspace", refusal(without(PERSON, "cognito:groups")));
        assertEquals("no_workspace", refusal(Map.of("scope", "read")));
        assertEquals("no_workspace", refusal(Map.of()));
        assertEquals("no_workspace", refusal(with(MACHINE, "scope", "muster/read workspace/")));
        assertEquals("no_workspace", refusal(with(MACHINE, "scope", "muster/read workspace/a/b")));
    }

    @Test
    void a_person_does_not_choose_a_workspace_by_asking_for_its_scope() {
        var asking = with(PERSON, "scope", "muster/read workspace/rival");
        assertEquals("acme", Bearer.of(asking).workspace());
        assertEquals("no_workspace", refusal(without(asking, "cognito:groups")));
        assertEquals("no_workspace", refusal(with(asking, "cognito:groups", "[muster/read]")));
    }

    @Test
    void a_person_has_no_right_that_only_the_client_may_ask_for() {
        assertEquals(
                Set.of(),
                Bearer.of(with(PERSON, "cognito:groups", "[workspace/acme]")).scopes());
        assertEquals(
                Set.of(),
                Bearer.of(with(PERSON, "cognito:groups", "[workspace/acme read operate approve admin]"))
                        .scopes());
    }

    @Test
    void a_persons_groups_give_no_right_that_the_client_did_not_ask_for() {
        assertEquals(
                Set.of(Scope.READ),
                Bearer.of(with(PERSON, "scope", "openid muster/read")).scopes());
        assertEquals(
                Set.of(),
                Bearer.of(with(PERSON, "scope", "aws.cognito.signin.user.admin"))
                        .scopes());
    }

    @Test
    void groups_in_a_machines_token_say_nothing() {
        var token = with(MACHINE, "cognito:groups", "[workspace/rival muster/admin]");
        assertEquals(Bearer.of(MACHINE), Bearer.of(token));
    }

    @Test
    void words_are_whole() {
        assertEquals(
                new Bearer("4machine", "acme", Set.of()),
                Bearer.of(
                        with(MACHINE, "scope", "xmuster/read muster/reader Muster/read muster/read,x workspace/acme")));
    }

    @Test
    void an_id_token_is_refused_even_with_everything_in_it() {
        Stream.of(MACHINE, PERSON, OTHER_ISSUER)
                .forEach(token -> assertEquals("no_access_token", refusal(with(token, "token_use", "id"))));
        assertEquals("no_access_token", refusal(with(PERSON, "token_use", "")));
    }

    private static String refusal(Map<String, String> claims) {
        var problem =
                assertThrows(ProblemException.class, () -> Bearer.of(claims)).problem();
        assertEquals(403, problem.status());
        return problem.code();
    }

    private static Map<String, String> with(Map<String, String> claims, String name, String value) {
        var changed = new HashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> claims, String name) {
        var changed = new HashMap<>(claims);
        changed.remove(name);
        return changed;
    }
}
