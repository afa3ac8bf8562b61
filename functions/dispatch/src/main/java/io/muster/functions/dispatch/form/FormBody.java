package io.muster.functions.dispatch.form;

import io.muster.functions.dispatch.form.ContactForm.Part;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fields as HTTP carries them (HTML, 4.10.21): urlencoded or as parts, in the form's character set.
 *
 * @param type the content type, with the boundary where there is one
 */
record FormBody(String type, String text, Charset charset) {

    /** Returns what is sent. */
    byte[] bytes() {
        return text.getBytes(charset);
    }

    static FormBody of(List<Part> parts, boolean multipart, Charset charset) {
        return multipart ? multipart(parts, charset) : urlencoded(parts, charset);
    }

    private static FormBody urlencoded(List<Part> parts, Charset charset) {
        var text = parts.stream()
                .map(part -> URLEncoder.encode(written(part.name(), charset), charset) + "="
                        + URLEncoder.encode(written(part.value(), charset), charset))
                .collect(Collectors.joining("&"));
        return new FormBody("application/x-www-form-urlencoded", text, StandardCharsets.US_ASCII);
    }

    private static FormBody multipart(List<Part> parts, Charset charset) {
        var boundary = boundary(parts);
        var text = new StringBuilder();
        for (var part : parts) {
            var name = written(part.name(), charset).replace("\r\n", "%0D%0A").replace("\"", "%22");
            text.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n")
                    .append(written(part.value(), charset))
                    .append("\r\n");
        }
        text.append("--" + boundary + "--\r\n");
        return new FormBody("multipart/form-data; boundary=" + boundary, text.toString(), charset);
    }

    /** Counts up until no value contains it, so that the same message is the same bytes. */
    private static String boundary(List<Part> parts) {
        for (int number = 0; ; number++) {
            var boundary = "----MusterFormBoundary" + number;
            if (parts.stream().noneMatch(part -> (part.name() + part.value()).contains(boundary))) {
                return boundary;
            }
        }
    }

    /** Line ends as HTTP has them; a character that the set lacks as the reference that HTML has for it. */
    private static String written(String value, Charset charset) {
        var encoder = charset.newEncoder();
        var text = new StringBuilder();
        value.replaceAll("\r\n|\r|\n", "\r\n").codePoints().forEach(c -> {
            var one = Character.toString(c);
            text.append(encoder.canEncode(one) ? one : "&#" + c + ";");
        });
        return text.toString();
    }
}
