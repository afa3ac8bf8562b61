package io.muster.bench;

import io.muster.bench.Market.Contractor;
import io.muster.domain.strategy.Contacted;
import io.muster.domain.strategy.Standing;
import io.muster.domain.strategy.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One campaign of one policy in one market: who was contacted when, and who is left. */
final class Trial {

    private record Asked(Contractor contractor, double at) {

        boolean bidBy(double now) {
            return contractor.bids() && at + contractor.delay() <= now;
        }

        Wait wait(double deadline) {
            return bidBy(deadline) ? new Wait(contractor.delay(), true) : new Wait(deadline - at, false);
        }

        Contacted standing(double now) {
            boolean answered = contractor.answers() && at + contractor.delay() <= now;
            return Contacted.of(
                    contractor.tier(),
                    !answered
                            ? new Standing.Silent(now - at)
                            : contractor.bids() ? new Standing.Bid() : new Standing.Declined());
        }
    }

    private final Market market;
    private final List<Contractor> left;
    private final List<Asked> asked = new ArrayList<>();

    Trial(Market market) {
        this.market = market;
        left = new ArrayList<>(market.pool());
    }

    Market market() {
        return market;
    }

    /** Returns those not contacted yet, in rank order. */
    List<Contractor> left(Predicate<Contractor> which) {
        return left.stream().filter(which).toList();
    }

    void contact(List<Contractor> some, double at) {
        some.forEach(contractor -> asked.add(new Asked(contractor, at)));
        left.removeAll(Set.copyOf(some));
    }

    int bids(double now) {
        return (int) asked.stream().filter(each -> each.bidBy(now)).count();
    }

    List<Contacted> standings(double now) {
        return asked.stream().map(each -> each.standing(now)).toList();
    }

    /** Returns how long each bid took and each silence lasted. */
    List<Wait> waits() {
        return asked.stream()
                .filter(each -> each.contractor().bids() || !each.contractor().answers())
                .map(each -> each.wait(market.hours()))
                .toList();
    }

    int contacts() {
        return asked.size();
    }

    boolean met() {
        return bids(market.hours()) >= market.needed();
    }
}
