package io.muster.aws.sns;

import io.muster.aws.error.Categorized;
import io.muster.domain.error.Category;
import java.net.URI;

/** The certificate with which a topic's messages are checked cannot be had for the moment; the message comes again. */
public final class CertificateUnavailable extends RuntimeException implements Categorized {
    private static final long serialVersionUID = 1;

    public CertificateUnavailable(URI certificate, String why) {
        super("the certificate " + certificate + " cannot be had: " + why);
    }

    @Override
    public Category category() {
        return Category.API;
    }

    @Override
    public String code() {
        return "certificate_unavailable";
    }
}
