package io.muster.local;

import software.amazon.awssdk.services.pinpointsmsvoicev2.PinpointSmsVoiceV2Client;

/**
 * What stands in for the providers on one machine; whatever is sent there ends in the inbox.
 *
 * @param smtpPort where mail is delivered, on 127.0.0.1
 * @param texts where texts are delivered
 */
public record Providers(int smtpPort, PinpointSmsVoiceV2Client texts) {}
