package io.muster.simulation;

import io.muster.domain.reply.Keyword;
import io.muster.domain.reply.ReplyRules;
import java.time.Duration;

/** What contacts text to our number. */
final class Texts {

    static final String OUR_NUMBER = "+15125550199";

    private final Script script;
    private int sent;

    Texts(Script script) {
        this.script = script;
    }

    /** Somebody texts; whoever texted STOP is left alone from the moment at which that is taken in. */
    void send(String workspace, int firm, String words, Duration delay) {
        var id = "text-" + ++sent;
        var body = "{\"originationNumber\":\"" + Scenario.Firm.phone(firm) + "\",\"destinationNumber\":\"" + OUR_NUMBER
                + "\",\"messageBody\":\"" + words + "\",\"inboundMessageId\":\"" + id + "\"}";
        var contact = script.contact(workspace, firm);
        var world = script.world();
        var keyword = ReplyRules.keyword(words);
        world.voices().heard(contact, world.now().plus(delay));
        world.spawn(id, "", delay, () -> {
            keyword.ifPresent(_ -> world.news().keyword(workspace + " " + Scenario.Firm.phone(firm)));
            if (keyword.filter(Keyword.STOP::equals).isPresent()) {
                world.news().await(body, at -> world.pledges().silence(workspace, contact, at));
            }
            script.tell(body);
        });
    }
}
