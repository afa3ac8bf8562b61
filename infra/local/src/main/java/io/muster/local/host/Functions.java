package io.muster.local.host;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.muster.aws.api.Api;
import java.util.List;
import java.util.Map;

/**
 * The functions of an installation, by what triggers them.
 *
 * @param apis functions behind the API, by name
 * @param queues functions fed by queues
 * @param scheduled functions that recurring schedules call, by name
 */
public record Functions(
        Map<String, Api> apis, List<QueueTrigger> queues, Map<String, RequestHandler<ScheduledEvent, ?>> scheduled) {

    public Functions {
        apis = Map.copyOf(apis);
        queues = List.copyOf(queues);
        scheduled = Map.copyOf(scheduled);
    }
}
