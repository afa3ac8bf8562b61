package io.muster.bench.cost;

import io.muster.aws.Installation;
import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.functions.checkin.SweepHandler;
import io.muster.local.Assembly;
import io.muster.local.Installed;
import io.muster.local.Providers;
import io.muster.local.host.Functions;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions as installed, behind a meter, with a provider that takes every message. The minute sweep is not behind the
 * meter: it costs the same however many campaigns there are.
 */
final class Metered implements Assembly {

    private final Meter meter;
    private @Nullable Platform plain;
    private @Nullable Functions functions;

    Metered(Meter meter) {
        this.meter = meter;
    }

    /** Timers are set as on AWS, where the scheduler knows no fractions of a second. */
    @Override
    public Platform around(Platform platform) {
        var here = platform.installation();
        var asOnAws = new Installation(
                here.table(),
                here.queues(),
                here.timers(),
                here.publicUrl(),
                here.sender(),
                here.enabled(),
                here.configurationSet(),
                here.sms(),
                here.numbers(),
                here.connect(),
                false,
                here.imports(),
                here.stage());
        plain = new Platform(
                platform.dynamoDb(), platform.sqs(), platform.scheduler(), platform.time(), platform.ids(), asOnAws);
        return meter.watch(plain);
    }

    @Override
    public Functions functions(Platform platform, Providers providers) {
        var all = Installed.functions(platform, Map.of(Channel.EMAIL, _ -> {
            meter.sent();
            return new Receipt.Accepted(null);
        }));
        var sweep = new SweepHandler(plain());
        functions = new Functions(
                all.apis(),
                all.queues(),
                all.scheduled().keySet().stream().collect(Collectors.toMap(name -> name, _ -> sweep)));
        return functions;
    }

    /** Returns the platform without the meter. */
    Platform plain() {
        return Objects.requireNonNull(plain);
    }

    Api api(String name) {
        return Objects.requireNonNull(Objects.requireNonNull(functions).apis().get(name));
    }
}
