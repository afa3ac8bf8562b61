package io.muster.local;

import io.muster.aws.Platform;
import io.muster.aws.sns.Provenance;
import io.muster.aws.sns.SignedByTopic;
import io.muster.domain.touch.Channel;
import io.muster.functions.dispatch.Sender;
import io.muster.functions.dispatch.email.SmtpSender;
import io.muster.functions.dispatch.form.FormSender;
import io.muster.functions.dispatch.form.Politeness;
import io.muster.functions.dispatch.sms.SmsSender;
import io.muster.local.host.Functions;
import io.muster.memory.calls.CallLog;
import io.muster.memory.calls.Witness;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;

/** The functions as they are installed on AWS, with mails, texts and forms going to the local inbox. */
public final class Installed implements Assembly {

    /** How long the inbox may take to answer; a claim's lease outlasts it. */
    private static final Duration MAIL_PATIENCE = Duration.ofSeconds(2);

    /** How many batches a function has in hand at once, at most: so many sends can be cut off when the process dies. */
    public static final int CONCURRENCY = 16;

    private final CallLog calls;
    private @Nullable SmtpSender mail;
    private @Nullable FormSender forms;

    public Installed() {
        this(CallLog.forgetful());
    }

    /** Makes the functions with each one's calls kept in a log. */
    public Installed(CallLog calls) {
        this.calls = calls;
    }

    @Override
    public Functions functions(Platform platform, Providers providers) {
        var smtp = new SmtpSender("127.0.0.1", providers.smtpPort(), MAIL_PATIENCE);
        mail = smtp;
        var form = FormSender.reaching(
                providers.sites().directory(),
                Set.of(providers.sites().origin()),
                Politeness.every(Duration.ZERO),
                platform.installation().sender().address());
        forms = form;
        var provenance = new SignedByTopic(
                platform.installation().requireTopics(), providers.certificates(), platform.time()::machine);
        return new Wiring(
                        platform,
                        calls,
                        witness -> senders(platform, providers, witness),
                        providers.files(),
                        provenance)
                .functions();
    }

    /** Mail stands in for SES; texts are sent as on AWS; forms ask nothing of AWS. */
    private Map<Channel, Sender> senders(Platform platform, Providers providers, Witness witness) {
        var senders = new EnumMap<Channel, Sender>(Channel.class);
        senders.put(Channel.EMAIL, Seen.mail(Objects.requireNonNull(mail), witness));
        var sms = platform.installation().sms();
        if (sms != null) {
            senders.put(
                    Channel.SMS, new SmsSender(witness.watch(PinpointSmsVoiceV2Client.class, providers.texts()), sms));
        }
        senders.put(Channel.WEBSITE_FORM, Objects.requireNonNull(forms));
        return senders;
    }

    /** Returns the functions with other ways to send, and no place for uploads. */
    public static Functions functions(Platform platform, Map<Channel, Sender> senders) {
        return new Wiring(platform, CallLog.forgetful(), _ -> senders, null, Provenance.UNCHECKED).functions();
    }

    @Override
    public void close() {
        if (mail != null) {
            mail.close();
        }
        if (forms != null) {
            forms.close();
        }
    }
}
