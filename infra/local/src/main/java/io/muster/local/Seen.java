package io.muster.local;

import io.muster.aws.file.FileStore;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Sender;
import io.muster.memory.calls.Witness;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/**
 * What stands in for AWS without being a client of it, noted as what it would have asked of AWS. That the adapters for AWS
 * ask for just this is held by their own tests.
 */
public final class Seen {

    private Seen() {}

    /** Returns a sender of mail that is seen to use SES. */
    public static Sender mail(Sender sender, Witness witness) {
        return new Sender() {
            @Override
            public Receipt send(OutgoingMessage message) {
                for (var action : List.of("ses:SendEmail", "ses:SendRawEmail")) {
                    witness.saw(action, "mail/identity");
                    witness.saw(action, "mail/configuration-set");
                }
                return sender.send(message);
            }

            @Override
            public Duration lease() {
                return sender.lease();
            }
        };
    }

    /** Returns a place for files that is seen to be a bucket; whoever signs an upload has to be allowed it. */
    public static FileStore files(FileStore files, Witness witness) {
        return new FileStore() {
            @Override
            public Upload upload(String key, long bytes, Duration validity) {
                witness.saw("s3:PutObject", folder(key));
                return files.upload(key, bytes, validity);
            }

            @Override
            public InputStream open(String key) {
                witness.saw("s3:GetObject", folder(key));
                return files.open(key);
            }

            @Override
            public void put(String key, String text) {
                witness.saw("s3:PutObject", folder(key));
                files.put(key, text);
            }

            @Override
            public void delete(String key) {
                witness.saw("s3:DeleteObject", folder(key));
                files.delete(key);
            }
        };
    }

    private static String folder(String key) {
        return "files/" + key.substring(0, Math.max(0, key.indexOf('/')));
    }
}
