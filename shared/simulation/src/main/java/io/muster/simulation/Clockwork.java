package io.muster.simulation;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves a world on: whoever's turn it is acts, and when nobody acts, time goes to the next moment at which something is due. */
final class Clockwork {

    private static final int MOST_TURNS = 100_000;

    private final World world;
    private final Baton baton;
    private final Pump pump;
    private final Sweeps sweeps;
    private final Agenda agenda;
    private final Map<Actor, Instant> postponed = new LinkedHashMap<>();
    private Instant end = Instant.MAX;
    private int turns;

    Clockwork(World world, Baton baton, Pump pump, Sweeps sweeps) {
        this.world = world;
        this.baton = baton;
        this.pump = pump;
        this.sweeps = sweeps;
        this.agenda = world.agenda();
    }

    /** Runs until a moment, and until nobody is under way any more; what is to begin later begins when it runs on. */
    void run(Instant until) {
        end = until;
        postponed.forEach((actor, at) -> agenda.add(actor, at, Lots.place(actor.name(), 0)));
        postponed.clear();
        baton.run(this::next);
    }

    private @Nullable Actor next() {
        while (true) {
            if (++turns > MOST_TURNS) {
                throw new AssertionError("the world does not come to rest by " + world.now() + ", due " + due()
                        + ", turn " + agenda.next());
            }
            pump.receive();
            sweeps.plan();
            var turn = agenda.next();
            var due = due();
            if (turn == null && (due == null || due.isAfter(end))) {
                return null;
            }
            if (due != null && (turn == null || due.isBefore(turn)) && !due.isAfter(end)) {
                pass(due);
            } else if (turn != null) {
                var actor = agenda.take();
                if (!turn.isAfter(end) || actor.hand != null) {
                    world.time().moveTo(turn);
                    if (due != null && !due.isAfter(turn)) {
                        pump.look(); // what becomes visible at this very moment is looked for after its turn
                    }
                    return actor;
                }
                postponed.put(actor, turn);
            }
        }
    }

    private void pass(Instant due) {
        world.time().moveTo(due);
        pump.look();
        world.aws().scheduler().fireDue();
    }

    /** When something happens by time alone. What was visible before waits for a function to be free, not for time. */
    private @Nullable Instant due() {
        var now = world.now();
        var timer = world.aws().scheduler().nextDue().orElse(null);
        var message =
                world.aws().sqs().nextDue().filter(due -> due.isAfter(now)).orElse(null);
        return timer == null || (message != null && message.isBefore(timer)) ? message : timer;
    }
}
