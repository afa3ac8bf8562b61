package io.muster.functions.checkin;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words of a mail among its parts: plain text before HTML, nothing that is attached, nothing of a mail within the
 * mail. However a mail is made, so many parts are looked at and so many bytes are read.
 */
final class LetterText {

    private static final int DEEPEST = 8;
    private static final int MOST_PARTS = 100;
    private static final int LONGEST = 200_000;
    private static final int BLOCK = 8_192;
    private static final int LONGEST_TYPE = 2_000;

    /** The standard allows 70 characters. */
    private static final int LONGEST_BOUNDARY = 200;

    private int parts;

    /** Returns the words of a part and of the parts in it. */
    String of(MimePart part) {
        return words(part, 0);
    }

    private String words(MimePart part, int depth) {
        if (++parts > MOST_PARTS || depth > DEEPEST) {
            return "";
        }
        try {
            var type = type(part);
            if (type.startsWith("multipart/")) {
                return type.equals("multipart/alternative") ? oneOf(part, depth) : allOf(part, depth);
            }
            if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                return "";
            }
            return switch (type) {
                case "text/plain" -> text(part);
                case "text/html" -> HtmlWords.of(text(part));
                default -> "";
            };
        } catch (MessagingException unreadable) {
            return "";
        }
    }

    /** Returns the words of the plainest of several forms of the same that has any. */
    private String oneOf(MimePart part, int depth) throws MessagingException {
        var forms = parts(part);
        forms.sort((one, other) -> Boolean.compare(rich(one), rich(other)));
        for (var form : forms) {
            var words = words(form, depth + 1);
            if (!words.isBlank()) {
                return words;
            }
        }
        return "";
    }

    private String allOf(MimePart part, int depth) throws MessagingException {
        var all = new StringBuilder();
        for (var one : parts(part)) {
            var words = words(one, depth + 1);
            if (!words.isBlank() && all.length() < LONGEST) {
                all.append(all.isEmpty() ? "" : "\n").append(words);
            }
        }
        return all.substring(0, Math.min(LONGEST, all.length()));
    }

    private static List<MimePart> parts(MimePart part) throws MessagingException {
        var parts = new ArrayList<MimePart>();
        var type = part.getHeader("Content-Type", null);
        var boundary = boundary(type);
        if (boundary == null) {
            return parts;
        }
        var multipart = new MimeMultipart(new ByteArrayDataSource(beginning(part, boundary), type));
        for (int i = 0; i < Math.min(MOST_PARTS, multipart.getCount()); i++) {
            if (multipart.getBodyPart(i) instanceof MimePart inner) {
                parts.add(inner);
            }
        }
        return parts;
    }

    /** A long line between parts is looked for at length, and a missing one is guessed from the mail; no program writes either. */
    private static @Nullable String boundary(@Nullable String type) throws ParseException {
        var boundary =
                type == null || type.length() > LONGEST_TYPE ? null : new ContentType(type).getParameter("boundary");
        return boundary == null || boundary.isBlank() || boundary.length() > LONGEST_BOUNDARY ? null : boundary;
    }

    /** Returns as much of a part as holds the most parts that are looked at, since the parser makes all that there are. */
    private static byte[] beginning(MimePart part, String boundary) throws MessagingException {
        var bytes = content(part, Letter.LARGEST);
        var line = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        int found = 0;
        for (int at = 0; at + line.length <= bytes.length; at++) {
            boolean starts = at == 0 || bytes[at - 1] == '\n' || bytes[at - 1] == '\r';
            if (starts && Arrays.equals(bytes, at, at + line.length, line, 0, line.length) && ++found > MOST_PARTS) {
                return Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    private static boolean rich(MimePart part) {
        try {
            return !type(part).equals("text/plain");
        } catch (MessagingException unreadable) {
            return true;
        }
    }

    /** Returns a part's type; where a sloppy program wrote the parameters wrong, the type itself holds. */
    private static String type(MimePart part) throws MessagingException {
        var raw = part.getHeader("Content-Type", null);
        if (raw == null || raw.isBlank()) {
            return "text/plain";
        }
        int end = raw.indexOf(';');
        return (end < 0 ? raw : raw.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static String text(MimePart part) throws MessagingException {
        return new String(content(part, LONGEST), charset(part));
    }

    /** Returns what a part holds, decoded, as far as it can be read. */
    private static byte[] content(MimePart part, int most) throws MessagingException {
        return "quoted-printable".equalsIgnoreCase(part.getEncoding())
                ? QuotedPrintable.decoded(read(() -> raw(part), most))
                : read(() -> new MimePartDataSource(part).getInputStream(), most);
    }

    private static InputStream raw(MimePart part) throws MessagingException {
        return switch (part) {
            case MimeMessage message -> message.getRawInputStream();
            case MimeBodyPart body -> body.getRawInputStream();
            default -> InputStream.nullInputStream();
        };
    }

    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException, MessagingException;
    }

    /** Returns what comes before the end, or before what cannot be read: a mail that was cut off ends somewhere. */
    private static byte[] read(Source source, int most) throws MessagingException {
        var bytes = new ByteArrayOutputStream();
        var block = new byte[BLOCK];
        try (var in = source.open()) {
            int read = in.read(block);
            while (read > 0 && bytes.size() < most) {
                bytes.write(block, 0, read);
                read = in.read(block);
            }
            return bytes.toByteArray();
        } catch (IOException cutOff) {
            return bytes.toByteArray();
        }
    }

    private static Charset charset(MimePart part) throws MessagingException {
        var raw = part.getHeader("Content-Type", null);
        if (raw == null || raw.length() > LONGEST_TYPE) {
            return StandardCharsets.UTF_8;
        }
        try {
            var named = new ContentType(raw).getParameter("charset");
            return named == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(named));
        } catch (ParseException | IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
