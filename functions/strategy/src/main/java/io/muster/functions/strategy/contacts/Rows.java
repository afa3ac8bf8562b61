package io.muster.functions.strategy.contacts;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other, whatever its format. */
interface Rows {

    /** The next row that is not blank; null after the last. */
    @Nullable
    RawRow next() throws IOException;

    /** Headings and names of which nothing is made, as far as the file is read. */
    List<String> unmapped();
}
