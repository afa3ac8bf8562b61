package io.muster.local.site;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form's fields, read from what a browser sends. */
final class PostedForm {

    private PostedForm() {}

    /** Returns the fields by name; none where the body is no form. */
    static Map<String, String> read(@Nullable String type, byte[] body) throws IOException {
        var fields = new LinkedHashMap<String, String>();
        if (type != null && type.startsWith("multipart/form-data")) {
            parts(type, body, fields);
        } else if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
            for (var pair : List.of(new String(body, StandardCharsets.US_ASCII).split("&"))) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return fields;
    }

    private static String decoded(String text) throws IOException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("not urlencoded", e);
        }
    }

    private static void parts(String type, byte[] body, Map<String, String> fields) throws IOException {
        try {
            var parts = new MimeMultipart(new ByteArrayDataSource(body, type));
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                var name = new ContentDisposition(part.getHeader("Content-Disposition")[0]).getParameter("name");
                fields.put(name, new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (MessagingException e) {
            throw new IOException("not a form in parts", e);
        }
    }
}
