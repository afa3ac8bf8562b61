package io.muster.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.constructs.Construct;

/**
 * Tells people what an installation costs while there is time: when the month has cost 80 % of what was meant, and when
 * it is about to cost more than all of it. The costs are found by a tag, which somebody has to activate once in the
 * account's billing console.
 */
final class Spending {

    /** The tag that everything of one installation bears, and nothing else. */
    static final String TAG = "stack";

    private static final int EARLY_PERCENT = 80;

    private Spending() {}

    static void watch(Construct scope, Choices choices) {
        CfnBudget.Builder.create(scope, "budget")
                .budget(CfnBudget.BudgetDataProperty.builder()
                        .budgetName(choices.stackName())
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(CfnBudget.SpendProperty.builder()
                                .amount(choices.monthlyBudget())
                                .unit("USD")
                                .build())
                        .costFilters(Map.of("TagKeyValue", List.of("user:" + TAG + "$" + choices.stackName())))
                        .build())
                .notificationsWithSubscribers(List.of(
                        notification(choices, "ACTUAL", EARLY_PERCENT), notification(choices, "FORECASTED", 100)))
                .build();
    }

    private static CfnBudget.NotificationWithSubscribersProperty notification(
            Choices choices, String type, int percent) {
        return CfnBudget.NotificationWithSubscribersProperty.builder()
                .notification(CfnBudget.NotificationProperty.builder()
                        .notificationType(type)
                        .comparisonOperator("GREATER_THAN")
                        .threshold(percent)
                        .thresholdType("PERCENTAGE")
                        .build())
                .subscribers(List.of(CfnBudget.SubscriberProperty.builder()
                        .subscriptionType("EMAIL")
                        .address(choices.alarmAddress())
                        .build()))
                .build();
    }
}
