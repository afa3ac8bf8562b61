package io.muster.functions.checkin;

import io.muster.aws.file.FileStore;
import io.muster.memory.calls.Witness;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Mails as files, whose reading and removing is seen. */
final class MailFolder implements FileStore {

    final Map<String, byte[]> files = new TreeMap<>();
    private final Witness witness;

    MailFolder(Witness witness) {
        this.witness = witness;
    }

    @Override
    public Upload upload(String key, long bytes, Duration validity) {
        throw new UnsupportedOperationException("nobody uploads a mail");
    }

    @Override
    public InputStream open(String key) {
        witness.saw("s3:GetObject", "files/mail");
        var file = files.get(key);
        if (file == null) {
            throw new NoSuchFile(key);
        }
        return new ByteArrayInputStream(file);
    }

    @Override
    public void put(String key, String text) {
        files.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void delete(String key) {
        witness.saw("s3:DeleteObject", "files/mail");
        files.remove(key);
    }
}
