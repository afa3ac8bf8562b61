package io.muster.bench.cost;

import static io.muster.bench.Page.number;

import io.muster.bench.Crowd;
import io.muster.bench.Page;
import io.muster.bench.cost.MeteredCampaign.Ended;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Prints what a campaign asks of AWS, step by step, what it costs, and how that grows with the contacts. */
@Command(
        name = "requests",
        mixinStandardHelpOptions = true,
        description = "AWS requests, write units and money per campaign, and their growth with the contacts.")
public final class Requests implements Callable<Integer> {

    private static final int[] CONTACTS = {8, 80, 800};
    private static final int MOST_BIDS = 50;

    /** As many of the best tier as the caps let be asked, so that everybody is. */
    private static final int MOST_INTERNAL = 60;

    @Override
    public Integer call() throws IOException {
        try (var page = Page.open()) {
            steps(page, MeteredCampaign.reference());
            growth(page);
        }
        return 0;
    }

    private static void steps(Page page, Ended ended) {
        page.head("Step", "Operations", "Requests", "Write units", "Read units", "Sends");
        ended.steps().forEach(step -> row(page, step.name(), step.count()));
        var total = ended.total();
        row(page, "**Campaign**", total);
        var prices = Prices.known();
        var usage = Usage.of(total, ended.timers(), ended.calls(), Facts.ofTheStack());
        page.line("");
        page.line(total.total() + " requests (aim: at most 100), " + number(total.writeUnits(), 0)
                + " write units (aim: at most 180), $"
                + number(prices.of(usage.amounts()), 6)
                + " a campaign, messages apart (aim: below $0.0005; list prices of " + prices.title()
                + " without free tiers, time in functions as stack.properties has it).");
        page.line("Counted at the SDK's clients, those of the queue pollers included. Not counted: polls that bring"
                + " nothing, and the minute sweep, which cost the same however many campaigns there are.");
        page.line("");
    }

    private static void row(Page page, String name, Count count) {
        var operations = count.requests().entrySet().stream()
                .map(entry -> entry.getKey().replaceFirst(".*\\.", "") + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        page.row(
                name,
                operations,
                count.total(),
                number(count.writeUnits(), 0),
                number(count.readUnits(), 1),
                count.sends());
    }

    private static void growth(Page page) throws IOException {
        page.head(
                "Contacts",
                "Bids",
                "Requests",
                "Write units",
                "Read units",
                "Requests a contact",
                "Write units a contact");
        for (int contacts : CONTACTS) {
            int internal = Math.min(contacts / 8, MOST_INTERNAL);
            int prospects = contacts * 3 / 8;
            int bids = Math.min(MOST_BIDS, contacts / 2);
            var crowd = Crowd.of("lawn-care", internal, prospects, contacts - internal - prospects);
            var total = MeteredCampaign.of(crowd, bids).total();
            page.row(
                    total.sends(),
                    bids,
                    total.total(),
                    number(total.writeUnits(), 0),
                    number(total.readUnits(), 0),
                    number(total.total() / (double) total.sends(), 1),
                    number(total.writeUnits() / total.sends(), 1));
        }
    }
}
