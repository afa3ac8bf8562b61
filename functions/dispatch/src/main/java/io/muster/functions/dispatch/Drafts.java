package io.muster.functions.dispatch;

import io.muster.aws.Platform;
import io.muster.aws.api.Fields;
import io.muster.aws.api.Problem;
import io.muster.aws.settings.SettingsStore;
import io.muster.aws.store.CampaignStore;
import io.muster.aws.store.Table;
import io.muster.aws.store.TemplateHeads;
import io.muster.aws.store.TemplateHeads.Head;
import io.muster.aws.store.TemplateStore;
import io.muster.aws.store.TemplateVersion;
import io.muster.aws.store.Texts;
import io.muster.domain.campaign.CampaignKey;
import io.muster.functions.dispatch.template.BrokenTemplate;
import io.muster.functions.dispatch.template.Inspection;
import io.muster.functions.dispatch.template.Part;
import io.muster.functions.dispatch.template.Rendered;
import io.muster.functions.dispatch.template.Template;
import io.muster.functions.dispatch.template.Templates;
import io.muster.functions.dispatch.template.Variable;
import io.muster.functions.dispatch.template.Wording;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Templates that somebody looks at before they are used, filled in with examples or with a campaign and a contact. */
final class Drafts {

    private static final int LONGEST_TEXT = 20 * 1024;
    private static final int LONGEST_HTML = 100 * 1024;
    private static final int LONGEST_VALUE = 2_000;

    private final Platform platform;
    private final TemplateStore store;
    private final CampaignStore campaigns;
    private final SettingsStore settings;
    private final Recipients recipients;

    Drafts(Platform platform, Outlets outlets) {
        var table = Table.of(platform);
        this.platform = platform;
        this.store = new TemplateStore(table);
        this.campaigns = new CampaignStore(table);
        this.settings = new SettingsStore(platform);
        this.recipients = outlets.recipients();
    }

    /**
     * What is to be looked at.
     *
     * @param said values of variables, before those of the campaign and the contact
     */
    record Wish(
            Texts texts,
            Map<Variable, String> said,
            @Nullable String campaignId,
            @Nullable String contactId) {

        Wish {
            said = Map.copyOf(said);
        }
    }

    /** Returns the words of the version in use. */
    Texts current(String workspace, Template template, TemplateHeads heads) {
        return heads.of(template.id())
                .filter(Head::edited)
                .flatMap(head -> store.find(workspace, template.id(), head.version()))
                .map(TemplateVersion::texts)
                .orElseGet(() -> Templates.builtIn(template));
    }

    /** Returns what a request wants to see; the parts that it leaves out are those of the version in use. */
    Wish wish(String workspace, Template template, Fields fields) {
        var current = current(workspace, template, store.heads(workspace));
        var texts = texts(template, fields, current);
        var said = new EnumMap<Variable, String>(Variable.class);
        fields.object("variables", values -> {
            for (var variable : template.variables()) {
                var value = values.prose(variable.wire(), LONGEST_VALUE);
                if (value != null) {
                    said.put(variable, value);
                }
            }
            return said;
        });
        return new Wish(texts, said, fields.text("campaignId", 64), fields.text("contactId", 128));
    }

    /**
     * Returns a template's texts as a request has them, noting everything that is wrong with them.
     *
     * @param other the parts that the request may leave out; absent where it must have all
     */
    static Texts texts(Template template, Fields fields, @Nullable Texts other) {
        var given = new EnumMap<Part, String>(Part.class);
        for (var part : template.parts()) {
            var source = switch (part) {
                case SUBJECT -> fields.text(part.wire(), Inspection.LONGEST_SUBJECT);
                case TEXT -> fields.prose(part.wire(), LONGEST_TEXT);
                case HTML -> fields.prose(part.wire(), LONGEST_HTML);
            };
            var rest = other == null || fields.has(part.wire()) ? null : part.of(other);
            if (source != null) {
                given.put(part, source);
            } else if (rest != null) {
                given.put(part, rest);
            } else {
                fields.missing(part.wire());
            }
        }
        var texts = new Texts(given.get(Part.SUBJECT), given.getOrDefault(Part.TEXT, ""), given.get(Part.HTML));
        Inspection.findings(template, texts)
                .forEach(finding -> fields.wrong(finding.part().wire(), finding.message(), finding.allowed()));
        return texts;
    }

    /** Returns a wish filled in: with examples, over them the campaign and the contact, over those what was said. */
    Rendered rendered(String workspace, Template template, Wish wish) {
        var recipient = wish.contactId() == null ? null : recipient(workspace, wish.contactId());
        var wording = Wording.examples();
        if (wish.campaignId() != null) {
            wording.with(campaign(workspace, wish.campaignId(), template, recipient == null ? null : recipient.zone()))
                    .with(
                            Variable.CAMPAIGN_URL,
                            platform.installation().publicUrl() + "/campaigns/" + wish.campaignId());
        }
        var sender = settings.read(workspace).sender(platform.installation().sender());
        wording.with(Variable.SENDER_NAME, sender.name())
                .with(Variable.POSTAL_ADDRESS, sender.postalAddress())
                .with(Variable.REPLY_ADDRESS, sender.address())
                .with(Variable.OPT_OUT_URL, platform.installation().publicUrl() + "/u/example");
        if (recipient != null) {
            recipient.tell(wording);
        }
        wish.said().forEach(wording::with);
        try {
            return Templates.rendered(template, wish.texts(), wording);
        } catch (BrokenTemplate e) {
            throw Problem.invalid("variables", "leave a hole: " + e.getMessage(), null)
                    .thrown();
        }
    }

    private Wording campaign(String workspace, String campaignId, Template template, @Nullable ZoneId zone) {
        var state = campaigns
                .load(new CampaignKey(workspace, campaignId))
                .orElseThrow(() -> Problem.notFound("campaign", campaignId).thrown());
        boolean heard = template.kind().notice()
                && state.responses().values().stream().anyMatch(response -> response.toBeRead(state.campaign()));
        return Wording.of(state.campaign(), state.brief(), template.kind(), heard, zone);
    }

    private Recipient recipient(String workspace, String contactId) {
        var found = recipients.find(workspace, Set.of(contactId)).get(contactId);
        if (found == null) {
            throw Problem.notFound("contact", contactId).thrown();
        }
        return found;
    }
}
