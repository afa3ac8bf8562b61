package io.muster.local;

import io.muster.aws.Installation;
import io.muster.aws.Installation.Imports;
import io.muster.aws.Installation.Queue;
import io.muster.aws.Installation.Queues;
import io.muster.aws.Installation.Sender;
import io.muster.aws.Installation.Sms;
import io.muster.aws.Installation.Timers;
import io.muster.aws.Numbers;
import io.muster.aws.store.Table;
import io.muster.domain.error.RetryPolicy;
import io.muster.domain.touch.Channel;
import io.muster.local.host.FunctionHost;
import io.muster.memory.MemoryAws;
import io.muster.memory.sqs.MemorySqs;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What an installation has in AWS, made on the embedded stack when it is not there yet. */
final class Resources {

    /** The function that the minute schedule calls. */
    static final String SWEEP = "sweep";

    /**
     * What the scheduler gives by itself has text where the runtime's event has an object, and could not be read; so it
     * is spelt out, with the attributes that the scheduler fills in.
     */
    private static final String SWEEP_INPUT = """
        {"version":"0","id":"<aws.scheduler.execution-id>","detail-type":"Scheduled Event",\
        "source":"aws.scheduler","account":"000000000000","time":"<aws.scheduler.scheduled-time>",\
        "region":"us-east-1","resources":["<aws.scheduler.schedule-arn>"],"detail":{}}\
        """;

    /** Where answers to single mails come in. */
    static final String ANSWERS_DOMAIN = "answers.muster.example.com";

    /** Through which providers tell what comes back. */
    static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:muster-provider-events";

    private static final String TABLE = "muster";
    private static final String GROUP = "muster";
    private static final String ROLE = "arn:aws:iam::000000000000:role/muster-scheduler";

    /** Where the scheduler puts what it could not deliver. */
    private static final String TIMERS = "muster-timers" + Queue.DEAD_LETTERS;

    /** Dead letters that nobody files wait for a fortnight, the longest that a queue keeps anything. */
    private static final Map<QueueAttributeName, String> KEPT =
            Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");

    private final MemoryAws aws;
    private final int sweepMinutes;

    Resources(MemoryAws aws, int sweepMinutes) {
        this.aws = aws;
        this.sweepMinutes = sweepMinutes;
    }

    /** Makes everything, and returns how functions find it. */
    Installation create(URI publicUrl) {
        new Table(aws.dynamoDb(), TABLE).createIfAbsent();
        var queues = new Queues(
                queue("dispatch"), queue("check-in"), queue("escalation"), queue("reporting"), queue("feedback"));
        var timerFailures = create(TIMERS, KEPT);
        createGroup();
        createSweep();
        return new Installation(
                        TABLE,
                        queues,
                        new Timers(GROUP, ROLE, timerFailures.arn()),
                        publicUrl,
                        new Sender(
                                "bids@muster.example.com",
                                "Muster Bids",
                                "1 Main Street, Austin, TX 78701",
                                ANSWERS_DOMAIN),
                        Set.of(Channel.values()),
                        null,
                        new Sms("+15125550199", "muster-texts"),
                        Numbers.allOf(StackOptions.WORKSPACE),
                        null,
                        true,
                        new Imports("muster-imports", queue("import")))
                .toldBy(Set.of(TOPIC));
    }

    private Queue queue(String purpose) {
        var deadLetters = create("muster-" + purpose + Queue.DEAD_LETTERS, KEPT);
        var redrive = "{\"deadLetterTargetArn\":\"" + deadLetters.arn() + "\",\"maxReceiveCount\":\""
                + RetryPolicy.MOST_DELIVERIES + "\"}";
        return create(
                "muster-" + purpose,
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        Long.toString(Installation.FUNCTION_LIMIT.toSeconds() * 6),
                        QueueAttributeName.REDRIVE_POLICY,
                        redrive));
    }

    /** A queue of an earlier version that is set otherwise is set anew; what is in it stays. */
    private Queue create(String name, Map<QueueAttributeName, String> attributes) {
        var url = aws.sqs().createQueue(request -> request.queueName(name)).queueUrl();
        aws.sqs().setQueueAttributes(set -> set.queueUrl(url).attributes(attributes));
        return new Queue(url, MemorySqs.arn(name));
    }

    private void createGroup() {
        try {
            aws.scheduler().createScheduleGroup(request -> request.name(GROUP));
        } catch (ConflictException there) {
            return;
        }
    }

    private void createSweep() {
        try {
            aws.scheduler()
                    .createSchedule(request -> request.groupName(GROUP)
                            .name("muster-sweep")
                            .scheduleExpression(
                                    sweepMinutes == 1 ? "rate(1 minute)" : "rate(" + sweepMinutes + " minutes)")
                            .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                            .target(target -> target.arn(FunctionHost.arn(SWEEP))
                                    .roleArn(ROLE)
                                    .input(SWEEP_INPUT)
                                    .retryPolicy(policy ->
                                            policy.maximumRetryAttempts(0).maximumEventAgeInSeconds(60))));
        } catch (ConflictException there) {
            return;
        }
    }
}
