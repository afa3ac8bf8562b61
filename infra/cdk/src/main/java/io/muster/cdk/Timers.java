package io.muster.cdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.RedriveAllowPolicy;
import software.amazon.awscdk.services.sqs.RedrivePermission;
import software.constructs.Construct;

/** Timers: the group in which functions set theirs, the role that carries them to the queues, and the minute's sweep. */
final class Timers extends Construct {

    private final CfnScheduleGroup group;
    private final Role role;
    private final IQueue deadLetters;

    Timers(Construct scope, Choices choices, List<IQueue> targets) {
        super(scope, "timers");
        deadLetters = FedQueue.deadLetters(this, "dead-letters", choices.named("timers" + FedQueue.DEAD_LETTERS))
                .redriveAllowPolicy(RedriveAllowPolicy.builder()
                        .redrivePermission(RedrivePermission.DENY_ALL)
                        .build())
                .build();
        Acknowledged.END_OF_TIMERS.at(deadLetters);
        group = CfnScheduleGroup.Builder.create(this, "group")
                .name(choices.stackName())
                .build();
        role = role("carrier", "Carries timers to the queues");
        role.addToPolicy(MusterFunction.allow(
                List.of("sqs:SendMessage"),
                Stream.concat(targets.stream(), Stream.of(deadLetters))
                        .map(IQueue::getQueueArn)
                        .toArray(String[]::new)));
    }

    String group() {
        return String.valueOf(group.getName());
    }

    Role carrier() {
        return role;
    }

    IQueue deadLetters() {
        return deadLetters;
    }

    /** Returns the ARN of every schedule of the group. */
    String schedules() {
        var stack = Stack.of(this);
        return "arn:" + stack.getPartition() + ":scheduler:" + stack.getRegion() + ":" + stack.getAccount()
                + ":schedule/" + group() + "/*";
    }

    void everyMinute(MusterFunction function, Choices choices) {
        var caller = role("minute", "Calls the sweep every minute");
        caller.addToPolicy(MusterFunction.allow(
                List.of("lambda:InvokeFunction"), function.alias().getFunctionArn()));
        var schedule = CfnSchedule.Builder.create(this, "sweep")
                .name(choices.named("sweep"))
                .groupName(group())
                .scheduleExpression("rate(1 minute)")
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("OFF")
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(function.alias().getFunctionArn())
                        .roleArn(caller.getRoleArn())
                        .input(sweepInput(Stack.of(this)))
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(0)
                                .maximumEventAgeInSeconds(60)
                                .build())
                        .build())
                .build();
        schedule.addResourceDependency(group);
    }

    /** A role that the scheduler takes for this group's schedules and no others. */
    private Role role(String id, String description) {
        var conditions = new TreeMap<String, Object>();
        conditions.put("aws:SourceAccount", Stack.of(this).getAccount());
        conditions.put("aws:SourceArn", group.getAttrArn());
        return Role.Builder.create(this, id)
                .description(description)
                .assumedBy(new ServicePrincipal(
                        "scheduler.amazonaws.com",
                        ServicePrincipalOpts.builder()
                                .conditions(Map.of("StringEquals", conditions))
                                .build()))
                .build();
    }

    /**
     * What the scheduler gives by itself has text where the runtime's event has an object, and could not be read; so it is
     * spelt out, with the attributes that the scheduler fills in.
     */
    private static String sweepInput(Stack stack) {
        return """
            {"version":"0","id":"<aws.scheduler.execution-id>","detail-type":"Scheduled Event",\
            "source":"aws.scheduler","account":"%s","time":"<aws.scheduler.scheduled-time>",\
            "region":"%s","resources":["<aws.scheduler.schedule-arn>"],"detail":{}}\
            """.formatted(stack.getAccount(), stack.getRegion());
    }
}
