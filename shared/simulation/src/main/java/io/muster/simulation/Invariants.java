package io.muster.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The promises, held against the providers' ledger, the clients' answers and the table. Some can be looked at only while it
 * happens: at every call ({@link Borders}), at every write ({@link Watch}) and at the moment at which something has to be
 * done ({@link Vigil}); the others once a run is over.
 *
 * <pre>
 *  1  a touch is accepted once at most                                             {@link CapPromises}
 *  2  accepted messages stay within the caps of channel and contact                {@link CapPromises}, {@link SequencePromises}
 *  3  nothing is claimed after a suppression or a cancellation, and nothing is
 *     accepted after one was answered, nor while a campaign is paused, but for
 *     what was claimed before                    {@link Watch}, {@link SilencePromises}, {@link PausePromises}
 *  4  every campaign has ended soon after its deadline                             {@link Vigil}, {@link EndPromises}
 *  5  every bid that was acknowledged is kept, and every word of a provider and mail; what
 *     nobody can deal with is in the dead letters, with an alarm                   {@link KeptPromises}
 *  6  the highest level never falls, and what is done once is done once            {@link StoryPromises}
 *  7  reserved and spent stay within the budget: to be held by a SpendingPromises
 *     at every write, as soon as there is a budget (io.muster.domain.budget)
 *  8  a history has no gaps, and every accepted message has its cause, and says
 *     nothing untrue of a colleague                              {@link StoryPromises}, {@link ReferencePromises}
 *  9  the input of one workspace reaches no other's data                           {@link Borders}
 * 10  nothing is pending once all has been well for a while                        {@link Vigil}, {@link EndPromises}
 * 11  a timer that comes again does nothing                                        {@link StoryPromises}
 * 12  actions are among those that were allowed before the model spoke: to be held
 *     by StoryPromises on the history, as soon as a model is asked
 * 13  who only asks changes nothing, and one link decides once                     {@link Borders}, {@link KeptPromises}
 * 14  what nobody can read holds nothing up: 4, 5 and 10 hold with poison on every queue
 * 15  what nobody knows the outcome of is explained by a call that was cut off     {@link Watch}
 * </pre>
 *
 * That a replay of a history's inputs is its state (8) is what the recorded histories are for.
 */
final class Invariants {

    private static final List<Aftermath.Promise> PROMISES = List.of(
            new CapPromises(),
            new SequencePromises(),
            new SilencePromises(),
            new PausePromises(),
            new ReferencePromises(),
            new KeptPromises(),
            new EndPromises(),
            new StoryPromises());

    private Invariants() {}

    /** Returns every promise that was broken in a run, in words; first what was seen while it happened. */
    static List<String> broken(World world, Script script, Scenario scenario) {
        var run = new Aftermath(world, script, scenario.workspaces());
        var broken = new ArrayList<>(world.complaints());
        PROMISES.forEach(promise -> promise.hold(run, broken::add));
        return broken;
    }
}
