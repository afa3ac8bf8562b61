package io.muster.bench.kill;

import io.muster.local.LocalApi;
import io.muster.local.inbox.Mail;
import io.muster.local.inbox.Mailbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;

/**
 * What is left at the end, held against the promises.
 *
 * @param broken every promise that was broken, in words; empty when all were kept
 * @param mails messages that the SMTP server accepted
 * @param unknown touches whose outcome nobody knows
 */
record Verdict(List<String> broken, int mails, int unknown) {

    static Verdict of(LocalApi api, Mailbox mailbox, Acknowledged acknowledged) {
        var broken = new ArrayList<String>();
        int unknown = 0;
        for (var id : acknowledged.campaigns()) {
            var status = api.get("/campaigns/" + id + "/status");
            if (!List.of("completed", "cancelled")
                    .contains(status.path("status").asText())) {
                broken.add("campaign " + id + " never ended: it is "
                        + status.path("status").asText());
            }
            unknown += status.path("touches").path("unknown").asInt();
            var bidders = new HashSet<String>();
            api.get("/campaigns/" + id + "/timeline")
                    .path("items")
                    .forEach(line ->
                            bidders.add(line.path("event").path("contactId").asText()));
            for (var contact : acknowledged.bids().getOrDefault(id, java.util.Set.of())) {
                if (!bidders.contains(contact)) {
                    broken.add("the bid of " + contact + " on " + id + " was acknowledged and is lost");
                }
            }
        }
        var touches = new TreeMap<String, Integer>();
        for (var mail : mailbox.all()) {
            touches.merge(touch(mail), 1, Integer::sum);
        }
        touches.forEach((touch, times) -> {
            if (times > 1) {
                broken.add("touch " + touch + " was sent " + times + " times");
            }
        });
        return new Verdict(List.copyOf(broken), mailbox.all().size(), unknown);
    }

    /** Returns the ledger of a state folder, as its SMTP server keeps it. */
    static Mailbox ledger(java.nio.file.Path folder) {
        return Mailbox.open(folder.resolve("inbox"), () -> Instant.EPOCH);
    }

    private static String touch(Mail mail) {
        return mail.header("X-Muster-Touch")
                .orElseThrow(() -> new IllegalStateException("mail " + mail.id() + " names no touch"));
    }
}
