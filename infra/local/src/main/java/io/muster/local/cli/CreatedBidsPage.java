package io.muster.local.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Prints what became of a bid card that was stored: its campaign, or why there is none. */
final class CreatedBidsPage {

    private CreatedBidsPage() {}

    static void print(JsonNode created, Console console) {
        var campaign = created.path("campaign");
        if (!campaign.hasNonNull("id")) {
            console.line("The bid card is stored. It says neither how many bids are needed nor until when, so it"
                    + " starts no campaign; try: bidsNeeded=4");
            return;
        }
        var id = campaign.path("id").asText();
        var plan = campaign.path("plan");
        console.line(
                "campaign " + id + " is " + Words.plain(campaign.path("status").asText()) + ": "
                        + Words.count(plan.path("reasons").size(), "contractor") + " asked, chance of success "
                        + Words.percent(plan.path("pSuccess").asDouble()));
        plan.path("risks").forEach(risk -> console.line("risk: " + risk.asText()));
        plan.path("recommendations").forEach(advice -> console.line("advice: " + advice.asText()));
        console.line("follow it with: watch " + id);
    }
}
