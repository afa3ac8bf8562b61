package io.muster.aws.sns;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Checks SNS's signature (version 2: RSA with SHA-256) on what queues hold: that a topic of ours published it, and that the
 * key is SNS's own, by a certificate that SNS gives out at its own address, for its own name, and that is valid today. The
 * address is looked at before it is asked. Certificates are kept, since SNS changes them once in months.
 */
public final class SignedByTopic implements Provenance {

    /** In most regions {@code sns.amazonaws.com}; in the younger ones and the partitions the region is in the name. */
    private static final Pattern SNS =
            Pattern.compile("sns(-signing)?([.-][a-z]{2}(-[a-z]+)+-[0-9])?\\.amazonaws\\.com(\\.cn)?");

    private static final Pattern COMMON_NAME = Pattern.compile("(?:.*,)?CN=([^,]+)(?:,.*)?");
    private static final int LEAST_KEY_BITS = 2_048;
    private static final int MOST_KEPT = 16;

    private final Set<String> topics;
    private final Certificates certificates;
    private final InstantSource machine;
    private final Map<URI, X509Certificate> kept = new ConcurrentHashMap<>();

    /**
     * Makes a check.
     *
     * @param topics the ARNs of ours
     */
    public SignedByTopic(Set<String> topics, Certificates certificates, InstantSource machine) {
        this.topics = Set.copyOf(topics);
        this.certificates = certificates;
        this.machine = machine;
    }

    @Override
    public void check(String body) {
        var envelope = SnsEnvelope.read(body);
        if (!topics.contains(envelope.topicArn())) {
            throw new Forged("not a topic of ours");
        }
        var certificate = certificate(envelope.certificate());
        var now = machine.instant();
        if (now.isBefore(certificate.getNotBefore().toInstant())
                || now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new Forged("the certificate is not valid now");
        }
        if (!signed(envelope, certificate)) {
            throw new Forged("the signature is not that of the message");
        }
    }

    private static boolean signed(SnsEnvelope envelope, X509Certificate certificate) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(certificate.getPublicKey());
            signature.update(envelope.signed().getBytes(StandardCharsets.UTF_8));
            return signature.verify(envelope.signature());
        } catch (GeneralSecurityException wrong) {
            return false;
        }
    }

    private X509Certificate certificate(URI address) {
        var known = kept.get(address);
        if (known != null) {
            return known;
        }
        var fresh = trusted(chain(certificates.pem(address)));
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(address, fresh);
        return fresh;
    }

    private static List<X509Certificate> chain(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException wrong) {
            throw new Forged("what SNS gave out is no certificate");
        }
    }

    /** Returns the first certificate, which must be SNS's, and be vouched for by those that come with it. */
    private static X509Certificate trusted(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw new Forged("what SNS gave out is no certificate");
        }
        for (int i = 1; i < chain.size(); i++) {
            try {
                chain.get(i - 1).verify(chain.get(i).getPublicKey());
            } catch (GeneralSecurityException wrong) {
                throw new Forged("the certificates do not belong together");
            }
        }
        var own = chain.getFirst();
        if (!names(own)) {
            throw new Forged("the certificate is not that of SNS");
        }
        if (!(own.getPublicKey() instanceof RSAPublicKey key)
                || key.getModulus().bitLength() < LEAST_KEY_BITS) {
            throw new Forged("the key is too weak");
        }
        return own;
    }

    private static boolean names(X509Certificate certificate) {
        try {
            var subject =
                    COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
            var alternatives = certificate.getSubjectAlternativeNames();
            return (subject.matches() && SNS.matcher(subject.group(1)).matches())
                    || (alternatives != null
                            && alternatives.stream()
                                    .anyMatch(name -> SNS.matcher(String.valueOf(name.get(1)))
                                            .matches()));
        } catch (CertificateException wrong) {
            return false;
        }
    }
}
