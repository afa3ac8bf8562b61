package io.muster.local.inbox;

import io.muster.aws.sns.CertificateUnavailable;
import io.muster.aws.sns.Certificates;
import io.muster.local.PrivateFile;
import io.muster.memory.sns.TopicSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The key with which the topic signs, and its certificate. Made when the first message is published, since a new key takes
 * a while, and kept, since what was signed waits on a queue that outlives the process.
 */
public final class TopicKeys implements Certificates {

    /** A clock that is set back must not make a certificate of tomorrow. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private final Path file;
    private final InstantSource machine;
    private @Nullable TopicSigner signer;

    private TopicKeys(Path file, InstantSource machine) {
        this.file = file;
        this.machine = machine;
    }

    /** Returns the keys that are kept in a file. */
    public static TopicKeys in(Path file, InstantSource machine) {
        return new TopicKeys(file, machine);
    }

    synchronized TopicSigner signer() {
        var known = signer;
        if (known == null) {
            known = Files.exists(file) ? read() : make();
            signer = known;
        }
        return known;
    }

    @Override
    public String pem(URI address) {
        if (!signer().path().equals(address.getPath())) {
            throw new CertificateUnavailable(address, "there is none of this name");
        }
        return signer().pem();
    }

    private TopicSigner read() {
        try {
            var lines = Files.readAllLines(file);
            return TopicSigner.of(new TopicSigner.Kept(lines.get(0), lines.get(1)));
        } catch (IOException e) {
            throw new UncheckedIOException("the key of the topic in " + file + " cannot be read", e);
        }
    }

    private TopicSigner make() {
        var fresh = TopicSigner.make(machine.instant().minus(BEFORE));
        try {
            PrivateFile.write(file, fresh.kept().key() + "\n" + fresh.kept().certificate() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the key of the topic cannot be kept in " + file, e);
        }
        return fresh;
    }
}
