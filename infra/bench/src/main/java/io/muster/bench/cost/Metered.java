package io.muster.bench.cost;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.muster.aws.Installation;
import io.muster.aws.Platform;
import io.muster.aws.api.Api;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Receipt;
import io.muster.functions.checkin.SweepHandler;
import io.muster.local.Assembly;
import io.muster.local.Installed;
import io.muster.local.Providers;
import io.muster.local.host.FunctionHost;
import io.muster.local.host.Functions;
import io.muster.local.host.QueueTrigger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions as installed, behind a meter, with a provider that takes every message. The minute sweep is not behind the
 * meter: it costs the same however many campaigns there are.
 */
final class Metered implements Assembly {

    private final Meter meter;
    private final List<Long> nanoseconds = new CopyOnWriteArrayList<>();
    private final List<String> touches = new CopyOnWriteArrayList<>();
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
        var all = Installed.functions(platform, Map.of(Channel.EMAIL, message -> {
            meter.sent();
            touches.add(message.touchId());
            return new Receipt.Accepted(null);
        }));
        var sweep = new SweepHandler(unmeasured(plain()));
        functions = new Functions(
                all.apis(),
                all.queues().stream().map(this::timed).toList(),
                all.scheduled().keySet().stream().collect(Collectors.toMap(name -> name, _ -> sweep)));
        return functions;
    }

    private QueueTrigger timed(QueueTrigger trigger) {
        return new QueueTrigger(
                trigger.function(), trigger.queueUrl(), trigger.queueArn(), trigger.concurrency(), (event, context) -> {
                    long from = System.nanoTime();
                    try {
                        return trigger.handler().handleRequest(event, context);
                    } finally {
                        nanoseconds.add(System.nanoTime() - from);
                    }
                });
    }

    /** Returns how long each invocation of a function that a queue feeds took, the embedded stack's part included. */
    List<Long> nanoseconds() {
        return List.copyOf(nanoseconds);
    }

    /** Returns the platform without the meter. */
    Platform plain() {
        return Objects.requireNonNull(plain);
    }

    Api api(String name) {
        return Objects.requireNonNull(Objects.requireNonNull(functions).apis().get(name));
    }

    /** Returns the touches that were handed to the provider. */
    List<String> touches() {
        return List.copyOf(touches);
    }

    /** Puts what the provider says about a touch where its topic would put it. */
    void tell(String workspace, String touch, String word) {
        var event = """
            {"eventType": "%s", "mail": {"tags": {"workspace": ["%s"], "touch": ["%s"]}}}\
            """.formatted(word, workspace, touch);
        var queue = plain().installation().queues().feedback().url();
        plain().sqs().sendMessage(send -> send.queueUrl(queue).messageBody(event));
    }

    /** Sweeps of the minute say nothing: what they log belongs to no campaign. */
    private static Platform unmeasured(Platform platform) {
        return new Platform(
                platform.dynamoDb(),
                platform.sqs(),
                platform.scheduler(),
                platform.time(),
                platform.ids(),
                platform.installation().measuredAs(null));
    }

    /** Sweeps once, behind the meter. */
    void sweep() {
        var sweep = new SweepHandler(meter.watch(plain()));
        new FunctionHost(Installation.FUNCTION_LIMIT).invoke("sweep", sweep, new ScheduledEvent());
    }
}
