package io.muster.simulation;

import io.muster.aws.shell.CampaignShell;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.CampaignDecider;
import io.muster.domain.campaign.CampaignInput;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Decision;
import io.muster.domain.campaign.History;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hears what campaigns decide in a run. Production has no knob for that: the decider of each installed shell is replaced
 * by one that decides the same and keeps what it was asked.
 */
final class Recorder implements Intervention {

    private final List<Heard> heard = new ArrayList<>();
    private @Nullable World world;

    /** One question to the decider, and its answer; whether it was committed is not known yet. */
    record Heard(CampaignState before, CampaignInput input, Decision decision) {

        CampaignKey key() {
            return before.campaign().key();
        }

        long version() {
            return before.campaign().version();
        }
    }

    @Override
    public void begins(World begun) {
        world = begun;
    }

    @Override
    public Deployment installed(Deployment functions) {
        BiFunction<CampaignState, CampaignInput, Decision> listening = (before, input) -> {
            var decision = CampaignDecider.decide(before, input);
            heard.add(new Heard(before, input, decision));
            return decision;
        };
        shells(functions).forEach(shell -> set(shell, "decide", listening));
        return functions;
    }

    /** Returns everything that was asked, in order. */
    List<Heard> heard() {
        return List.copyOf(heard);
    }

    /**
     * Returns what each campaign lived through, in the order of its versions: every decision that was committed, and every
     * one that changed nothing.
     */
    SortedMap<String, List<Heard>> lives() {
        if (world == null) {
            throw new IllegalStateException("nothing was run");
        }
        var store = new CampaignStore(new Table(world.aws().dynamoDb(), Deployment.TABLE));
        var lives = new TreeMap<String, List<Heard>>();
        heard.stream().collect(Collectors.groupingBy(Heard::key)).forEach((key, all) -> {
            var proofs = store.history(key).stream().collect(Collectors.toMap(History::inputId, History::version));
            var kept = new TreeMap<String, Heard>();
            for (int i = 0; i < all.size(); i++) {
                var one = all.get(i);
                switch (one.decision()) {
                    case Decision.Changed changed -> {
                        long version = changed.campaign().version();
                        if (proofs.getOrDefault(one.input().id(), 0L) == version) {
                            kept.put("%06d z".formatted(one.version()), one);
                        }
                    }
                    case Decision.Ignored _, Decision.Refused _ ->
                        kept.put("%06d %06d".formatted(one.version(), i), one);
                }
            }
            lives.put(key.workspace() + "/" + key.id(), List.copyOf(kept.values()));
        });
        return lives;
    }

    // ---- where the shells are

    private static Collection<CampaignShell> shells(Object root) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());
        var shells = Collections.newSetFromMap(new IdentityHashMap<CampaignShell, Boolean>());
        var open = new ArrayDeque<Object>(List.of(root));
        while (!open.isEmpty()) {
            var object = open.pop();
            if (!seen.add(object)) {
                continue;
            }
            switch (object) {
                case CampaignShell shell -> shells.add(shell);
                case Collection<?> several -> open.addAll(several);
                case Map<?, ?> map -> open.addAll(map.values());
                default -> {
                    if (object.getClass().getName().startsWith("io.muster.")) {
                        fields(object.getClass()).forEach(field -> add(open, get(object, field)));
                    }
                }
            }
        }
        return shells;
    }

    private static void add(ArrayDeque<Object> open, @Nullable Object value) {
        if (value != null) {
            open.push(value);
        }
    }

    private static List<Field> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .filter(field -> !field.getType().isPrimitive())
                .toList();
    }

    private static @Nullable Object get(Object object, Field field) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static void set(Object object, String name, Object value) {
        try {
            var field = object.getClass().getDeclaredField(name);
            field.setAccessible(true);
            field.set(object, value);
        } catch (ReflectiveOperationException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
