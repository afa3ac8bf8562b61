package io.muster.aws.sns;

import java.net.URI;

/** Where the certificates of topics are found. */
@FunctionalInterface
public interface Certificates {

    /**
     * Returns the certificate at an address, in PEM. The address is one that SNS gives certificates out at: nobody else's
     * is asked for.
     *
     * @throws CertificateUnavailable when it cannot be had now
     */
    String pem(URI address);
}
