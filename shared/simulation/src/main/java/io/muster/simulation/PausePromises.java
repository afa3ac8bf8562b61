package io.muster.simulation;

import java.util.function.Consumer;

/**
 * While a campaign is paused, by a hand or by what came back, nothing is accepted of it but notices and the answers to
 * contacts' own texts (3): only what was claimed before may still arrive. That nothing is claimed is looked at when it is
 * written ({@link Watch}), by what the head says; this holds what the history says against the providers' ledger.
 */
final class PausePromises implements Aftermath.Promise {

    @Override
    public void hold(Aftermath run, Consumer<String> broken) {
        for (var message : run.ledger()) {
            if (run.marketing(message)) {
                var since = run.world().chronicle().pausedSince(Aftermath.campaign(message), message.at());
                if (since != null && message.at().isAfter(since.plus(Aftermath.LAST_WORD))) {
                    broken.accept("3: " + message.touch() + " was accepted for " + message.to() + " at " + message.at()
                            + ", and its campaign was paused since " + since);
                }
            }
        }
    }
}
