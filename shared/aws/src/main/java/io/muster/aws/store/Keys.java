package io.muster.aws.store;

import io.muster.domain.campaign.CampaignKey;
import io.muster.domain.campaign.Subject;
import io.muster.domain.contact.Tier;
import io.muster.domain.task.HumanTask;
import io.muster.domain.touch.Channel;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Every key of the table. A key begins with its workspace, which is checked here, so that nothing in one workspace can
 * name an item of another.
 */
public final class Keys {

    /** How many partitions the index of due campaigns has, so that creating many at once does not heat one. */
    public static final int DUE_SHARDS = 4;

    /** The {@code due} partition of slices with touches of which nobody knows whether they went. */
    public static final String UNKNOWN = "UNKNOWN";

    private Keys() {}

    /** Returns the partition of everything that one campaign owns. */
    public static String campaign(CampaignKey campaign) {
        return workspace(campaign.workspace()) + "C#" + id(campaign.id());
    }

    /** The sort key of a campaign's head: what its decisions look at lies there and behind it. */
    public static final String HEAD = "META";

    /** Returns where a campaign's head is. */
    public static Key meta(CampaignKey campaign) {
        return new Key(campaign(campaign), HEAD);
    }

    /** Returns where it is marked that a campaign has lost a touch, by its partition: before its head. */
    public static Key loss(String campaignPartition) {
        return new Key(campaignPartition, "LOSS");
    }

    /** Returns where the unchanging facts of a campaign are. */
    public static Key request(CampaignKey campaign) {
        return new Key(campaign(campaign), "REQ");
    }

    /** Returns where up to ten touches of a wave are. */
    public static Key slice(CampaignKey campaign, int wave, int index) {
        return new Key(campaign(campaign), "S#" + fourDigits(wave) + "#" + fourDigits(index));
    }

    /** Returns where a contact's response is. */
    public static Key response(CampaignKey campaign, String contactId) {
        return new Key(campaign(campaign), "R#" + id(contactId));
    }

    /** Returns where the proof is that an input was applied. */
    public static Key history(CampaignKey campaign, String inputId) {
        return new Key(campaign(campaign), "H#" + id(inputId));
    }

    /** Returns where a campaign's final report is. */
    public static Key report(CampaignKey campaign) {
        return new Key(campaign(campaign), "REPORT");
    }

    /** Returns the partition of everything about one contact. */
    public static String contact(String workspace, String contactId) {
        return workspace(workspace) + "P#" + id(contactId);
    }

    /** Returns where a contact's data are. */
    public static Key profile(String workspace, String contactId) {
        return new Key(contact(workspace, contactId), "PROFILE");
    }

    /** Returns where a contact's gate is. */
    public static Key gate(String workspace, String contactId) {
        return new Key(contact(workspace, contactId), "GATE");
    }

    /** Returns where a contact's own key is, in the table of the keys. */
    public static Key contactKey(String workspace, String contactId) {
        return new Key(contact(workspace, contactId), "KEY");
    }

    /** Returns where the key of a hashed address is, in the table of the keys. */
    public static Key addressKey(String workspace, String hash) {
        return new Key(addresses(workspace, hash), "KEY");
    }

    /** Begins the sort key of a contact's places in the selection. */
    public static final String SELECTION = "SEL#";

    /** Returns where a contact stands in the selection of a category, by state ({@code S}) or grid cell ({@code G}). */
    public static Key selection(String workspace, String contactId, String category, char by) {
        return new Key(contact(workspace, contactId), SELECTION + id(category) + "#" + by);
    }

    /** Begins the sort key of a contact that has an address, in the address's partition. */
    public static final String HOLDER = "P#";

    /** Returns the partition of everything about one hashed address. */
    public static String addresses(String workspace, String hash) {
        return workspace(workspace) + "A#" + id(hash);
    }

    /** Returns where the gate of a hashed address is. */
    public static Key address(String workspace, String hash) {
        return new Key(addresses(workspace, hash), "GATE");
    }

    /** Returns where it stands when a number texted a STOP or a START last. */
    public static Key word(String workspace, String hash) {
        return new Key(addresses(workspace, hash), "WORD");
    }

    /** Returns the prefix of what was done to the suppression of a hashed address; their order is their versions. */
    public static Key addressChanges(String workspace, String hash) {
        return new Key(addresses(workspace, hash), "CHANGE#");
    }

    /** Returns where one thing is that was done to the suppression of a hashed address. */
    public static Key addressChange(String workspace, String hash, long version) {
        var changes = addressChanges(workspace, hash);
        return new Key(changes.pk(), changes.sk() + "%010d".formatted(version));
    }

    /** Returns where it stands that a contact has a hashed address. */
    public static Key holder(String workspace, String hash, String contactId) {
        return new Key(addresses(workspace, hash), HOLDER + id(contactId));
    }

    /** Returns where it stands what became of a text or mail that came in. */
    public static Key arrival(String workspace, String messageId) {
        return new Key(workspace(workspace) + "IN#" + id(messageId), "TEXT");
    }

    /** Returns the partition of a workspace's suppression list. */
    public static String suppressions(String workspace) {
        return workspace(workspace) + "SUP";
    }

    /** Returns where one suppression is. */
    public static Key suppression(String workspace, String hash) {
        return new Key(suppressions(workspace), id(hash));
    }

    /** Returns where a bid card is. */
    public static Key bidCard(String workspace, String bidCardId) {
        return new Key(workspace(workspace) + "BC#" + id(bidCardId), "CARD");
    }

    /** Returns where the guard is that lets a bid card or an account have one live campaign. */
    public static Key live(String workspace, Subject subject) {
        return switch (subject.kind()) {
            case BID -> new Key(workspace(workspace) + "BC#" + id(subject.id()), "LIVE");
            case ACCOUNT -> new Key(workspace(workspace) + "CO#" + id(subject.id()), "HOLD");
        };
    }

    /** Returns where it is kept how the deal with an account stands. */
    public static Key deal(String workspace, Subject account) {
        return new Key(workspace(workspace) + "CO#" + id(account.id()), "DEAL");
    }

    /** Returns where a bid card is that nobody has confirmed. */
    public static Key potential(String workspace, String bidCardId) {
        return new Key(workspace(workspace) + "BC#" + id(bidCardId), "POTENTIAL");
    }

    /** Returns where a channel's use on a UTC date is counted. */
    public static Key cap(String workspace, Channel channel, LocalDate day, int shard) {
        return new Key(workspace(workspace) + "CAP#" + channel + "#" + day, fourDigits(shard));
    }

    /** Ends the sort key of a category's waits, where a rate's ends with its tier. */
    static final String WAITS = "#WAITS";

    /** Returns where the latest waits of a category are, beside its rates. */
    public static Key waits(String workspace, String category) {
        return new Key(rates(workspace), id(category) + WAITS);
    }

    /** Returns the partition of a workspace's learned rates. */
    public static String rates(String workspace) {
        return workspace(workspace) + "RATE";
    }

    /** Returns where the rates of a category and tier are. */
    public static Key rate(String workspace, String category, Tier tier) {
        return new Key(rates(workspace), id(category) + "#" + tier.number());
    }

    /** Returns where a workspace's settings are. */
    public static Key settings(String workspace) {
        return new Key(workspace(workspace) + "SET", "SETTINGS");
    }

    /** Returns the prefix of a setting's changes, beside the settings; their order is their versions. */
    public static Key settingChanges(String workspace, String setting) {
        return new Key(settings(workspace).pk(), "CHANGE#" + id(setting) + "#");
    }

    /** Returns where one change of a setting is. */
    public static Key settingChange(String workspace, String setting, long version) {
        var changes = settingChanges(workspace, setting);
        return new Key(changes.pk(), changes.sk() + "%010d".formatted(version));
    }

    /** Returns where a workspace's own secrets are. */
    public static Key secrets(String workspace) {
        return new Key(workspace(workspace) + "SET", "KEYS");
    }

    /** Returns where it says which version of each message template a workspace uses. */
    public static Key templates(String workspace) {
        return new Key(workspace(workspace) + "TPL", "HEADS");
    }

    /** Returns the partition of all versions of a template; its order is theirs. */
    public static String templateVersions(String workspace, String templateId) {
        return workspace(workspace) + "TPL#" + id(templateId);
    }

    /** Returns where one version of a template is. */
    public static Key templateVersion(String workspace, String templateId, int version) {
        return new Key(templateVersions(workspace, templateId), "%08d".formatted(version));
    }

    /** Returns where the answer to an idempotent request is. */
    public static Key idempotency(String workspace, String key) {
        return new Key(workspace(workspace) + "IDEM#" + id(key), "IDEM");
    }

    /** Returns where a task for a person is. */
    public static Key task(String workspace, String taskId) {
        return new Key(workspace(workspace) + "TASK#" + id(taskId), "TASK");
    }

    /** Returns where a sender's messages of a minute are counted; {@code minute} is the first moment of it. */
    public static Key minute(String workspace, Channel channel, Instant minute) {
        return new Key(workspace(workspace) + "CAP#" + channel + "#" + minute, "MINUTE");
    }

    /** Returns where the circuits of the installation's providers are: the one item that no workspace owns. */
    public static Key circuits() {
        return new Key("PROVIDERS", "CIRCUITS");
    }

    /** Returns the partition of a workspace's counted failures; its order is their hours. */
    public static String errors(String workspace) {
        return workspace(workspace) + "ERR";
    }

    /** Returns where a dead letter is. */
    public static Key deadLetter(String workspace, String deadLetterId) {
        return new Key(workspace(workspace) + "DL#" + id(deadLetterId), "DL");
    }

    /** Returns the {@code find} partition of a workspace's dead letters; its order is when they were filed. */
    public static String deadLetters(String workspace) {
        return workspace(workspace) + "DEADLETTERS";
    }

    /** Returns where it stands how far an import is. */
    public static Key importJob(String workspace, String importId) {
        return new Key(workspace(workspace) + "IMPORT#" + id(importId), "JOB");
    }

    /** Returns the {@code find} partition of a workspace's imports; its order is their ids, which sort by creation. */
    public static String imports(String workspace) {
        return workspace(workspace) + "IMPORTS";
    }

    /** Returns the {@code find} partition of a workspace's campaigns; its order is the campaigns' ids. */
    public static String campaigns(String workspace) {
        return workspace(workspace) + "CAMPAIGNS";
    }

    /** Returns the {@code find} partition of a workspace's contacts; its order is their ids. */
    public static String contacts(String workspace) {
        return workspace(workspace) + "CONTACTS";
    }

    /** Returns the {@code find} partition of a workspace's confirmed bid cards; its order is their ids. */
    public static String bidCards(String workspace) {
        return workspace(workspace) + "BIDCARDS";
    }

    /** Returns the {@code find} partition of a workspace's bid cards that nobody has confirmed; its order is their ids. */
    public static String potentialBidCards(String workspace) {
        return workspace(workspace) + "POTENTIALS";
    }

    /** Returns the {@code find} partition of a workspace's tasks in a state; its order is creation. */
    public static String tasks(String workspace, HumanTask.State state) {
        return workspace(workspace) + "TASKS#" + state.name();
    }

    /** Returns the {@code find} partition of a workspace's open tasks. */
    public static String openTasks(String workspace) {
        return tasks(workspace, HumanTask.State.OPEN);
    }

    /** Returns the {@code find} partition of a category's contractors in a place and tier; its order is their rank. */
    public static String ranked(String workspace, String category, String place, Tier tier) {
        return workspace(workspace) + "SEL#" + id(category) + "#" + id(place) + "#" + tier.number();
    }

    /** Returns the {@code due} partition of a campaign. */
    public static String due(CampaignKey campaign) {
        return due(Math.floorMod(campaign.id().hashCode(), DUE_SHARDS));
    }

    /** Returns a {@code due} partition by number. */
    public static String due(int shard) {
        return "DUE#" + shard;
    }

    /** Returns the prefix of a workspace's keys; refuses one that could reach another's. */
    public static String workspace(String workspace) {
        if (workspace.isBlank() || workspace.indexOf('#') >= 0) {
            throw new IllegalArgumentException("no workspace: '" + workspace + "'");
        }
        return "W#" + workspace + "#";
    }

    private static String id(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a key needs an id");
        }
        return id;
    }

    private static String fourDigits(int number) {
        var digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }
}
