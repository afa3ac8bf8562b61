package io.muster.bench.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muster.bench.Crowd;
import io.muster.bench.Page;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The figures that were counted, as bounds: whoever needs more says so here. */
class CostOfACampaignTest {

    @Test
    void the_reference_campaign_asks_no_more_of_aws_than_it_did() throws IOException {
        try (var _ = Page.open()) {
            var ended = MeteredCampaign.reference();
            var total = ended.total();
            assertEquals(8, total.sends());
            assertEquals(5, ended.calls());
            assertEquals(4, total.of("Scheduler.createSchedule"));
            assertTrue(total.total() <= 90, () -> total.total() + " requests: " + ended.steps());
            assertTrue(total.writeUnits() <= 147, () -> total.writeUnits() + " write units: " + ended.steps());
            var dollars = Prices.known()
                    .of(Usage.of(total, ended.timers(), ended.calls(), Facts.ofTheStack())
                            .amounts());
            assertTrue(dollars > 0 && dollars < 0.000_2, () -> dollars + " dollars");
        }
    }

    @Test
    void ten_times_the_contacts_cost_no_more_than_ten_times_as_much() throws IOException {
        try (var _ = Page.open()) {
            var few = MeteredCampaign.of(Crowd.of("lawn-care", 1, 3, 4), 4).total();
            var many = MeteredCampaign.of(Crowd.of("lawn-care", 10, 30, 40), 40).total();
            assertEquals(8, few.sends());
            assertEquals(80, many.sends());
            assertTrue(many.total() <= 10 * few.total(), () -> many.total() + " requests after " + few.total());
            assertTrue(
                    many.writeUnits() <= 10 * few.writeUnits(),
                    () -> many.writeUnits() + " write units after " + few.writeUnits());
        }
    }
}
