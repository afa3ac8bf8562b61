package io.muster.aws.pool;

import io.muster.aws.Platform;
import io.muster.aws.store.Items;
import io.muster.aws.store.Key;
import io.muster.aws.store.Keys;
import io.muster.aws.store.Table;
import io.muster.domain.campaign.BidRequest;
import io.muster.domain.campaign.Campaign;
import io.muster.domain.campaign.CampaignInput.Pool;
import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.CampaignState;
import io.muster.domain.campaign.Prospect;
import io.muster.domain.campaign.Prospect.Exclusion;
import io.muster.domain.campaign.Prospect.Exclusion.Reason;
import io.muster.domain.campaign.Reach;
import io.muster.domain.contact.Contact;
import io.muster.domain.contact.Grid;
import io.muster.domain.contact.Tier;
import io.muster.domain.contact.TimeZones;
import io.muster.domain.strategy.TierCaps;
import io.muster.domain.touch.Channel;
import io.muster.domain.touch.Gate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds prospects by the selection index, tier by tier in rank order, and reads only as many as a wave may need: what
 * selection costs does not depend on how many contractors there are.
 */
public final class TableProspectFinder implements ProspectFinder {

    private static final int MOST_PAGES = 8;

    private final Table table;
    private final Settings settings;

    /** What an installation and its workspaces decide about selection. */
    public interface Settings {

        /** Returns what ended campaigns of a workspace taught about these categories. */
        Learned learned(String workspace, List<String> categories);

        /** Returns for how long a contact that another campaign reached is left alone. */
        java.time.Duration coolOff(String workspace);

        /** Returns the channels that can be sent on. */
        Set<Channel> enabled();
    }
}
