package io.muster.local.cli;

import io.muster.local.LocalApi;

/** Prints a campaign's report as its kind has it. */
final class ReportPage {

    private ReportPage() {}

    static void print(LocalApi api, String campaign, Console console) {
        var path = "/campaigns/" + campaign;
        var report = api.get(path + "/report");
        var words = Words.of(api.get(path));
        var names = new Names(api);
        if (report.path("kind").asText().equals("account")) {
            new SequenceReportPage(report, words, names, console).print();
        } else {
            BidReportPage.print(report, api.get(path + "/monitoring"), words, names, console);
        }
    }
}
