package io.muster.bench.load;

import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.local.Assembly;
import io.muster.local.Installed;
import io.muster.local.Providers;
import io.muster.local.host.Functions;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The functions as installed, with a provider in this process that takes every message and remembers how many. */
final class Loaded implements Assembly {

    private final Finish finish = new Finish();
    private final LongAdder sends = new LongAdder();
    private @Nullable Platform platform;
    private @Nullable Functions functions;

    @Override
    public Functions functions(Platform given, Providers providers) {
        platform = given;
        var all = Installed.functions(given, Map.of(Channel.EMAIL, _ -> {
            sends.increment();
            return new Receipt.Accepted(null);
        }));
        functions = new Functions(
                all.apis(), all.queues().stream().map(finish::watch).toList(), all.scheduled());
        return functions;
    }

    Platform platform() {
        return Objects.requireNonNull(platform);
    }

    Api api(String name) {
        return Objects.requireNonNull(Objects.requireNonNull(functions).apis().get(name));
    }

    Finish finish() {
        return finish;
    }

    long sends() {
        return sends.sum();
    }
}
