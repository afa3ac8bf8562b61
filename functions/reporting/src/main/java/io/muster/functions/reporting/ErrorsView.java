package io.muster.functions.reporting;

import io.muster.aws.store.ErrorStore.Counted;
import io.muster.domain.error.Category;
import io.muster.domain.error.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What has failed in a workspace, by category and severity.
 *
 * @param since from when on; counts are kept by the hour
 */
record ErrorsView(Instant since, long total, List<Group> items) {

    ErrorsView {
        items = List.copyOf(items);
    }

    /** Failures of one category and severity, and the codes that they had. */
    record Group(Category category, Severity severity, long count, Instant firstAt, Instant lastAt, List<Code> codes) {

        Group {
            codes = List.copyOf(codes);
        }
    }

    /** Failures of one code. */
    record Code(String code, long count, Instant firstAt, Instant lastAt) {}

    private record Kind(Category category, Severity severity) {}

    static ErrorsView of(Instant since, List<Counted> counted) {
        var groups = new LinkedHashMap<Kind, List<Counted>>();
        for (var one : counted) {
            groups.computeIfAbsent(new Kind(one.category(), one.severity()), _ -> new ArrayList<>())
                    .add(one);
        }
        long total = counted.stream().mapToLong(Counted::count).sum();
        return new ErrorsView(
                since, total, groups.values().stream().map(ErrorsView::group).toList());
    }

    private static Group group(List<Counted> counted) {
        var first = counted.getFirst();
        return new Group(
                first.category(),
                first.severity(),
                counted.stream().mapToLong(Counted::count).sum(),
                counted.stream()
                        .map(Counted::first)
                        .min(Comparator.naturalOrder())
                        .orElse(first.first()),
                counted.stream()
                        .map(Counted::last)
                        .max(Comparator.naturalOrder())
                        .orElse(first.last()),
                counted.stream()
                        .map(one -> new Code(one.code(), one.count(), one.first(), one.last()))
                        .toList());
    }
}
