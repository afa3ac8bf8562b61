package io.muster.bench.cost;

import static io.muster.bench.Page.number;

import io.muster.bench.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what an installation costs in a month, from counted requests and list prices. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = "What an installation costs a month with no, a thousand and a hundred thousand campaigns.")
public final class MonthlyCost implements Callable<Integer> {

    private static final List<Integer> CAMPAIGNS = List.of(0, 1_000, 100_000);

    private static final int WARM_UP = 20;
    private static final int MEASURED = 30;
    private static final String MESSAGES = "ses.messages";

    /** A month's amounts, for so many campaigns as the reference campaign. */
    record Months(Usage idle, Usage inUse, Usage campaign) {

        static Months counted() throws IOException {
            var facts = Facts.ofTheStack();
            var whole = MeteredCampaign.whole();
            return new Months(Usage.idle(whole, facts), Usage.inUse(facts), Usage.of(whole, facts));
        }

        Set<String> names() {
            return with(1).amounts().keySet();
        }

        Usage with(int campaigns) {
            return campaigns == 0 ? idle : idle.plus(inUse).plus(campaign.times(campaigns));
        }
    }

    @Option(names = "--measure", description = "measure the functions' own work instead, warm, without remote calls")
    private boolean measure;

    @Override
    public Integer call() throws IOException {
        try (var page = Page.open()) {
            if (measure) {
                measure(page);
                return 0;
            }
            print(page, Months.counted(), Prices.known());
        }
        return 0;
    }

    private static void print(Page page, Months months, Prices prices) {
        page.head("US dollars a month", "No campaigns", "1,000", "100,000", "A campaign uses");
        for (var name : months.names()) {
            var each = months.campaign().amount(name);
            row(page, name.replace('.', ' '), months, usage -> prices.of(name).of(usage.amount(name)), amount(each));
        }
        row(page, "**In all**", months, usage -> prices.of(usage.amounts()), "");
        row(page, "Less what every account has free", months, usage -> prices.beyondFree(usage.amounts()), "");
        page.line("");
        var apart = prices.of(months.campaign().without(MESSAGES).amounts());
        page.line("One campaign (8 mails, 4 bids, 4 check-ins): $" + number(apart, 5) + ", and $"
                + number(prices.of(MESSAGES).of(months.campaign().amount(MESSAGES)), 5)
                + " for its mails. List prices of " + prices.title()
                + "; requests counted, see stack.properties for the"
                + " rest. Storage is that of the month's own campaigns; those of earlier months cost as much again.");
    }

    /** Prints the mean of what the functions take, of all steps alike, once the JVM has warmed up. */
    private static void measure(Page page) throws IOException {
        for (int run = 0; run < WARM_UP; run++) {
            MeteredCampaign.whole();
        }
        var times = new ArrayList<Long>();
        for (int run = 0; run < MEASURED; run++) {
            times.addAll(MeteredCampaign.whole().nanoseconds());
        }
        page.line(number(times.stream().mapToLong(Long::longValue).average().orElse(0) / 1e6, 2) + " ms an invocation, "
                + times.size() + " invocations");
    }

    private static void row(Page page, String name, Months months, ToDoubleFunction<Usage> price, String each) {
        var cells = new ArrayList<Object>(List.of(name));
        CAMPAIGNS.forEach(campaigns -> cells.add(number(price.applyAsDouble(months.with(campaigns)), 2)));
        cells.add(each);
        page.row(cells.toArray());
    }

    private static String amount(double each) {
        return each == 0 ? "" : number(each, each < 0.01 ? 6 : each < 10 ? 2 : 0);
    }
}
