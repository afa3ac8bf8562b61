package io.muster.functions.dispatch;

import java.util.Map;
import java.util.Set;

/** Where contacts are looked up. */
public interface Recipients {

    /** Returns the contacts of a workspace that are known under these ids, by id; one that was erased is absent. */
    Map<String, Recipient> find(String workspace, Set<String> contactIds);
}
