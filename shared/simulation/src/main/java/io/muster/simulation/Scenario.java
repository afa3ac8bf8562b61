package io.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * A story that is run over and over: who there is, and what people do.
 *
 * @param name by which it is chosen
 * @param start when it begins
 * @param length until the last deadline
 * @param mailsPerDay what a workspace may mail to contacts a day
 * @param temper how contacts take it
 * @param firms who can be asked, by workspace
 * @param play what people do, from the start on
 */
record Scenario(
        String name,
        Instant start,
        Duration length,
        int mailsPerDay,
        Market.Temper temper,
        List<Firm> firms,
        Consumer<Script> play) {

    public Scenario {
        firms = List.copyOf(firms);
    }

    /** Returns the workspaces that there are. */
    List<String> workspaces() {
        return firms.stream().map(Firm::workspace).distinct().toList();
    }

    /**
     * Somebody who can be asked.
     *
     * @param consents whether it takes texts
     */
    record Firm(String workspace, int number, int tier, boolean consents) {

        private static final List<String> PEOPLE =
                List.of("Ada Lind", "Ben Marsh", "Cleo Novak", "Dov Okafor", "Eve Quist");

        String email() {
            return email(workspace, number);
        }

        static String email(String workspace, int number) {
            return workspace + "-firm" + number + "@example.com";
        }

        /** Returns the name of whoever is written to there: those of accounts have one. */
        static String person(int number) {
            return PEOPLE.get(number - 1);
        }

        String phone() {
            return phone(number);
        }

        static String phone(int number) {
            return String.format("+1512555%04d", 100 + number);
        }

        String json() {
            var consent =
                    consents ? ",\"consents\":{\"sms\":{\"at\":\"2026-05-01T12:00:00Z\",\"source\":\"form\"}}" : "";
            return "{\"tier\":" + tier + ",\"categories\":[\"lawn-care\"],\"profile\":{\"company\":\"Firm " + number
                    + "\",\"email\":\"" + email() + "\",\"phone\":\"" + phone()
                    + "\"},\"place\":{\"city\":\"Austin\",\"state\":\"TX\",\"postalCode\":\"78701\",\"country\":\"US\"}"
                    + consent + "}";
        }
    }
}
