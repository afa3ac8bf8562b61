package io.muster.functions.dispatch.form;

import io.muster.domain.error.Category;
import io.muster.domain.touch.Obstacle;
import io.muster.domain.touch.Receipt;
import io.muster.functions.dispatch.OutgoingMessage;
import io.muster.functions.dispatch.Preparation;
import io.muster.functions.dispatch.Sender;
import io.muster.functions.dispatch.Unsendable;
import io.muster.functions.dispatch.form.Directory.Endpoint;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/**
 * Writes to firms through the contact form of their website. The form is found before the claim, and one post is all
 * that is made within it.
 */
public final class FormSender implements Sender, AutoCloseable {

    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;

    private final Web web;

    private FormSender(Web web) {
        this.web = web;
    }

    /**
     * Returns a sender to the public internet.
     *
     * @param contact where somebody who wonders about our visits finds us: an address
     */
    public static FormSender onTheInternet(String contact) {
        return reaching(Directory.dns(), Set.of(), Politeness.usual(), contact);
    }

    /**
     * Returns a sender to websites that are looked up elsewhere.
     *
     * @param letIn exact origins that are reached although they are not public
     */
    public static FormSender reaching(Directory directory, Set<String> letIn, Politeness politeness, String contact) {
        return over(Web.of(directory, letIn, politeness, contact, Socket::new));
    }

    static FormSender over(Web web) {
        return new FormSender(web);
    }

    @Override
    public boolean prepares() {
        return true;
    }

    @Override
    public Preparation prepare(String website) {
        var visit = new Visit(web);
        try {
            return new Preparation.Open(find(visit, WebAddress.parse(website), Deadline.in(Web.PATIENCE)));
        } catch (SiteRefused e) {
            return new Preparation.Closed(e.kind());
        } catch (SiteUnavailable e) {
            return new Preparation.Open(_ -> e.receipt());
        }
    }

    @Override
    public Receipt send(OutgoingMessage message) {
        return switch (prepare(message.to().address())) {
            case Preparation.Open open -> open.way().send(message);
            case Preparation.Closed closed ->
                new Receipt.BadAddress(closed.because().name());
        };
    }

    @Override
    public void close() {
        web.close();
    }

    static Sender find(Visit visit, WebAddress website, Deadline deadline) {
        var page = visit.page(website, deadline);
        var form = ContactForms.find(page);
        if (form.isEmpty()) {
            var link = ContactForms.link(page).map(page::resolve);
            page = visit.page(
                    link.filter(sameSite(page.address()))
                            .orElseThrow(() ->
                                    new SiteRefused(Obstacle.Kind.NO_FORM, "no contact form, and no link to one")),
                    deadline);
            form = ContactForms.find(page);
        }
        return prepared(
                visit,
                page,
                form.orElseThrow(() -> new SiteRefused(Obstacle.Kind.NO_FORM, "no contact form")),
                deadline);
    }

    private static Sender prepared(Visit visit, Page page, ContactForm form, Deadline deadline) {
        var action = form.action().isBlank() ? page.address() : page.resolve(form.action());
        if (!sameSite(page.address()).test(action)) {
            throw new SiteRefused(Obstacle.Kind.NO_FORM, "the form is sent to another site");
        }
        if (page.address().secure() && !action.secure()) {
            throw SiteRefused.address("a form that is sent from https to http");
        }
        return new Prepared(visit, page.address(), form, action, visit.admit(action, deadline));
    }

    private static java.util.function.Predicate<WebAddress> sameSite(WebAddress page) {
        return other -> site(page).equals(site(other));
    }

    /** The domain that somebody registered, by the list of public suffixes; a number is a site of its own. */
    private static String site(WebAddress address) {
        return address.numeric()
                ? address.host()
                : Optional.ofNullable(PublicSuffixMatcherLoader.getDefault().getDomainRoot(address.host()))
                        .orElse(address.host());
    }

    /** A form that was found for one touch, and the server that it is posted to. */
    private record Prepared(Visit visit, WebAddress page, ContactForm form, WebAddress action, Endpoint server)
            implements Sender {

        @Override
        public Duration lease() {
            return Web.PATIENCE.multipliedBy(2);
        }

        @Override
        public Receipt send(OutgoingMessage message) {
            try {
                var body = FormBody.of(Filling.of(form, message), form.multipart(), form.charset());
                return answered(visit.post(action, server, page, body, Deadline.in(Web.PATIENCE)));
            } catch (Unsendable e) {
                return new Receipt.BadAddress("the form is too small for the message");
            } catch (SiteUnavailable e) {
                return e.receipt();
            } catch (Wire.Unanswered e) {
                return e.departed()
                        ? new Receipt.Ambiguous("no answer after the form was sent: " + e.getMessage())
                        : new Receipt.Refused(Category.API, "the website cannot be reached: " + e.getMessage(), null);
            }
        }

        private static Receipt answered(Wire.Reply reply) {
            int status = reply.status();
            if (status / 100 == 2 || status / 100 == 3) {
                return new Receipt.Accepted(null);
            }
            if (status == TOO_MANY) {
                return new Receipt.Refused(
                        Category.RATE_LIMIT, "the website answers 429", RetryAfter.of(reply.retryAfter()));
            }
            return status / 100 == 4 && status != TIMED_OUT
                    ? new Receipt.BadAddress("the form is answered with " + status)
                    : new Receipt.Ambiguous("the form is answered with " + status);
        }
    }
}
