package io.muster.simulation;

import java.util.List;
import java.util.stream.Stream;

/** The stories that there are. */
final class Scenarios {

    /** Those in which little happens, so that everything that can go wrong can be tried. */
    static final List<Scenario> SHORT = List.of(
            ShortStories.alone(),
            ShortStories.nobody(),
            ShortStories.edge(),
            ShortStories.late(),
            ShortStories.leaveMeAlone(),
            ShortStories.bounces(),
            ShortStories.complaints(),
            ShortStories.cap(),
            ShortStories.night(),
            ShortStories.texts(),
            ShortStories.rivals(),
            ShortStories.neighbours(),
            ShortStories.errands(),
            ShortStories.scheduled(),
            ShortStories.card());

    /** All of them. */
    static final List<Scenario> ALL = Stream.concat(
                    SHORT.stream(),
                    Stream.of(
                            LongStories.emergency(),
                            LongStories.escalation(),
                            LongStories.controls(),
                            LongStories.operators(),
                            LongStories.crowd(),
                            LongStories.onlookers(),
                            AccountStories.account(),
                            AccountStories.accounts(),
                            AccountStories.colleagues(),
                            AccountStories.letters(),
                            AccountStories.forgotten(),
                            MonthScenario.month()))
            .toList();

    private Scenarios() {}

    static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario " + name + "; there are "
                        + ALL.stream().map(Scenario::name).toList()));
    }
}
