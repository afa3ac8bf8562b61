package io.muster.cdk;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** One installation of Muster. */
final class MusterStack extends Stack {

    private final Choices choices;
    private final Storage storage;
    private final Files files;
    private final Map<Step, FedQueue> queues = new EnumMap<>(Step.class);
    private final Map<String, MusterFunction> functions = new LinkedHashMap<>();
    private final Front front;
    private final Mail mail;
    private final Timers timers;
    private final Permissions permissions;

    MusterStack(Construct scope, String id, StackProps props, Choices choices, Path root) {
        super(scope, id, props);
        this.choices = choices;
        storage = new Storage(this, choices);

        for (var step : Step.values()) {
            queues.put(step, new FedQueue(this, step.purpose(), choices, Duration.seconds(Catalogue.STEP_SECONDS)));
        }
        files = new Files(this, choices, queue(Step.IMPORT));
        timers = new Timers(this, choices, List.of(queue(Step.DISPATCH), queue(Step.CHECK_IN)));
        mail = new Mail(this, choices, fed(Step.FEEDBACK));
        var answers = choices.answers();
        if (answers != null) {
            new Answers(this, choices, answers, files, mail);
        }
        front = new Front(this, choices);
        permissions = new Permissions(choices, storage, queues, files, mail, timers);
        var environment = environment();
        Catalogue.FUNCTIONS.forEach(spec -> functions.put(spec.name(), function(spec, root, environment)));
        front.serve(Contract.routes(root), functions, new Identity(this, choices));
        if (!choices.shares().roomy()) {
            Annotations.of(this)
                    .addWarningV2("muster:concurrentFunctions", choices.shares().advice());
        }
        watch();
        CfnOutput.Builder.create(this, "Api")
                .value(front.url())
                .description("Where the API is")
                .build();
    }

    private IQueue queue(Step step) {
        return fed(step).queue();
    }

    private FedQueue fed(Step step) {
        return Objects.requireNonNull(queues.get(step));
    }

    private void watch() {
        var watch = new Watch(this, choices);
        queues.forEach(watch::over);
        watch.overDeadLetters("timers", timers.deadLetters());
        watch.overWork();
        watch.over(functions.values());
        watch.over(front.api());
        watch.over(mail);
        watch.over(storage);
        new Board(watch.measures(), functions.values(), queues, front.api()).on(watch, choices, watch.alarms());
        Spending.watch(watch, choices);
    }

    private Map<String, String> environment() {
        var variables = new TreeMap<String, String>();
        variables.put("MUSTER_STAGE", choices.stage());
        variables.put("MUSTER_TABLE", storage.table().getTableName());
        variables.put("MUSTER_KEYS_TABLE", storage.keys().getTableName());
        for (var step : Step.values()) {
            variables.put(step.variable() + "_URL", queue(step).getQueueUrl());
            variables.put(step.variable() + "_ARN", queue(step).getQueueArn());
        }
        variables.put("MUSTER_IMPORT_BUCKET", files.bucket().getBucketName());
        variables.put("MUSTER_SCHEDULE_GROUP", timers.group());
        variables.put("MUSTER_SCHEDULER_ROLE_ARN", timers.carrier().getRoleArn());
        variables.put("MUSTER_SCHEDULE_DEAD_LETTER_ARN", timers.deadLetters().getQueueArn());
        variables.put("MUSTER_SENDER_ADDRESS", choices.sender().address());
        variables.put("MUSTER_SENDER_NAME", choices.sender().name());
        variables.put("MUSTER_SENDER_POSTAL_ADDRESS", choices.sender().postalAddress());
        var answers = choices.answers();
        if (answers != null) {
            variables.put("MUSTER_ANSWERS_DOMAIN", answers.domain());
        }
        variables.put("MUSTER_TOPICS", mail.events().getTopicArn());
        variables.put("MUSTER_PUBLIC_URL", front.url());
        variables.put("MUSTER_CHANNELS", String.join(",", choices.channels()));
        variables.put("MUSTER_CONFIGURATION_SET", mail.configurationSet());
        var texts = choices.texts();
        var set = mail.textsConfigurationSet();
        if (texts != null && set != null) {
            variables.put("MUSTER_SMS_CONFIGURATION_SET", set);
            variables.put("MUSTER_SMS_ORIGINATION", texts.origination());
            variables.put("MUSTER_SMS_NUMBERS", texts.numbers());
        }
        var connect = choices.connect();
        if (connect != null) {
            variables.put("MUSTER_CONNECT_INSTANCE", connect.instance());
            variables.put("MUSTER_CONNECT_FLOW", connect.flow());
            variables.put("MUSTER_CONNECT_NUMBER", connect.number());
        }
        return variables;
    }

    private MusterFunction function(FunctionSpec spec, Path root, Map<String, String> environment) {
        var jar = packaged(root, spec);
        var function = new MusterFunction(this, spec, choices, Code.fromAsset(jar.toString()), environment);
        permissions.grant(function);
        switch (spec.trigger()) {
            case Trigger.Requests _ -> {}
            case Trigger.Messages(var step, var batch) -> feed(function, step, batch);
            case Trigger.DeadLetters(var batch) -> feedDeadLetters(function, batch);
            case Trigger.EveryMinute _ -> timers.everyMinute(function, choices);
        }
        return function;
    }

    /** Returns what Lambda gets of a function: the archive of its module, which Maven packages. */
    static Path packaged(Path root, FunctionSpec spec) {
        return root.resolve("functions/" + spec.module() + "/target/lambda.jar");
    }

    private void feed(MusterFunction function, Step step, int batch) {
        feed(function, queue(step), batch, choices.shares().ofStep(), step != Step.DISPATCH || choices.sending());
    }

    private void feedDeadLetters(MusterFunction function, int batch) {
        int share = choices.shares().ofDeadLetters();
        queues.values().forEach(queue -> feed(function, queue.deadLetters(), batch, share, true));
        feed(function, timers.deadLetters(), batch, share, true);
    }

    /** Lambda takes messages in the function's name; to put one off is a call of the function's own. */
    private static void feed(MusterFunction function, IQueue queue, int batch, int concurrency, boolean open) {
        function.may(List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"), queue.getQueueArn());
        function.alias()
                .addEventSource(SqsEventSource.Builder.create(queue)
                        .batchSize(batch)
                        .reportBatchItemFailures(true)
                        .maxConcurrency(concurrency)
                        .enabled(open)
                        .build());
    }
}
