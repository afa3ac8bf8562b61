package io.muster.local.inbox;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Lets whoever reads a mail answer it as a mail program does: to its Reply-To, with what is answered quoted below. */
public final class MailAnswers {

    private final AnswersDomain domain;

    /** Makes answers arrive at a domain. */
    public MailAnswers(AnswersDomain domain) {
        this.domain = domain;
    }

    /** Returns whether an answer to a mail would come in. */
    boolean takes(Mail mail) {
        return replyTo(mail).isPresent();
    }

    private Optional<String> replyTo(Mail mail) {
        return mail.header("Reply-To").flatMap(MailAnswers::address).filter(domain::has);
    }

    private static Optional<String> address(String header) {
        try {
            return Optional.of(new InternetAddress(header).getAddress());
        } catch (MessagingException malformed) {
            return Optional.empty();
        }
    }

    /** Answers a mail in its recipient's name. */
    void answer(Mail mail, String words) throws IOException {
        var to = replyTo(mail).orElseThrow();
        var from = mail.recipients().getFirst();
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()));
            message.setFrom(new InternetAddress(from));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
            message.setSubject("Re: " + mail.subject(), "UTF-8");
            message.setText(words + "\n\nOn that day, " + mail.from() + " wrote:\n" + quoted(mail), "UTF-8");
            message.saveChanges();
            var data = new ByteArrayOutputStream();
            message.writeTo(data);
            domain.take(from, List.of(to), data.toByteArray());
        } catch (MessagingException e) {
            throw new IOException("the answer cannot be written down", e);
        }
    }

    private static String quoted(Mail mail) {
        var text = mail.text();
        return text == null ? "" : text.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
    }
}
