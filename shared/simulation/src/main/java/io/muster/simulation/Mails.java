package io.muster.simulation;

import io.muster.domain.campaign.CampaignKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What contacts mail back to the address that a mail of ours names, as SES takes it in: a file, and then a word of it. */
final class Mails {

    private static final Pattern REPLY_TO = Pattern.compile("(?m)^Reply-To:\\s+(?:.*<)?([^\\s<>]+@[^\\s<>]+)>?\\s*$");

    private final Script script;
    private final List<Taken> taken = new ArrayList<>();

    Mails(Script script) {
        this.script = script;
    }

    /**
     * A mail that a function has dealt with.
     *
     * @param id the provider's
     */
    record Taken(CampaignKey campaign, String id, Instant at) {}

    /** What somebody writes. */
    enum Words {
        YES("Sounds good, call me tomorrow."),
        NO("No thanks, we are not interested."),
        LEAVE_ME_ALONE("Please remove me from your list.");

        private final String text;

        Words(String text) {
            this.text = text;
        }
    }

    /** Returns the mails that were dealt with. */
    List<Taken> taken() {
        return taken;
    }

    /** Somebody answers a mail; whoever wants to be left alone is from the moment at which that is taken in. */
    void answer(Accepted message, String contact, Words words, Duration delay) {
        var world = script.world();
        var address = REPLY_TO.matcher(message.text());
        if (!address.find()) {
            world.complain(message.touch() + " has no address for an answer");
            return;
        }
        // Addresses are written small. Production knows ULIDs and writes them large again; ids of a simulation are
        // none.
        var to = address.group(1).replace(message.touch().toLowerCase(Locale.ROOT), message.touch());
        var id = "mail-" + message.touch();
        world.voices().heard(contact, world.now().plus(delay));
        world.spawn(id, "", delay, () -> {
            world.bucket().lay("mail/" + id, mail(message.to(), to, words));
            var body = "{\"notificationType\":\"Received\",\"mail\":{\"timestamp\":\"" + world.now()
                    + "\",\"messageId\":\"" + id + "\"},\"receipt\":{\"recipients\":[\"" + to
                    + "\"],\"spamVerdict\":{\"status\":\"PASS\"},\"virusVerdict\":{\"status\":\"PASS\"}}}";
            world.news().await(body, at -> {
                taken.add(new Taken(Aftermath.campaign(message), id, at));
                if (words == Words.LEAVE_ME_ALONE) {
                    world.pledges().silence(message.workspace(), contact, at);
                }
            });
            script.tell(body);
        });
    }

    private static String mail(String from, String to, Words words) {
        return String.join(
                "\r\n",
                "From: " + from,
                "To: " + to,
                "Subject: Re: your message",
                "Content-Type: text/plain; charset=utf-8",
                "",
                words.text,
                "");
    }
}
