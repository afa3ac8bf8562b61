package io.muster.local;

import io.muster.aws.file.FileStore;
import io.muster.aws.sns.Certificates;
import io.muster.local.site.ContractorSites;
import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;

/**
 * What stands in for the providers on one machine; whatever is sent there ends in the inbox.
 *
 * @param smtpPort where mail is delivered, on 127.0.0.1
 * @param texts where texts are delivered
 * @param sites the websites that there are
 * @param files where uploaded files and mails lie
 * @param certificates those of the topic
 */
public record Providers(
        int smtpPort,
        PinpointSmsVoiceV2Client texts,
        ContractorSites sites,
        FileStore files,
        Certificates certificates) {}
