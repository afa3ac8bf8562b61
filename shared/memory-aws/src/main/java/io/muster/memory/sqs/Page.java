package io.muster.memory.sqs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of names in order; the token is the last name given. */
record Page(List<String> names, @Nullable String next) {

    static Page of(List<String> sorted, @Nullable Integer most, @Nullable String token) {
        if (most != null && (most < 1 || most > 1000)) {
            throw Errors.invalid(most, "MaxResults", "MaxResults must be an integer between 1 and 1000.");
        }
        var rest = sorted.stream()
                .filter(name -> token == null || name.compareTo(token) > 0)
                .toList();
        if (most == null || rest.size() <= most) {
            return new Page(rest, null);
        }
        return new Page(rest.subList(0, most), rest.get(most - 1));
    }
}
