package io.muster.local.site;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a contractor's website lets itself be written to; the markup is of the kinds that site builders make. */
enum SiteKind {
    /** A form on the first page. */
    PLAIN(3),
    /** A form that is sent in parts, with a trap for machines. */
    PARTS(2),
    /** A form that is taken only with the token of the page and the cookie of the visit. */
    TOKEN(2),
    /** A first page that links to the one with the form. */
    LINKED(1),
    /** A form behind a CAPTCHA. */
    CAPTCHA(1),
    /** A telephone number and nothing else. */
    NO_FORM(1);

    private static final List<SiteKind> IN_TEN = Arrays.stream(values())
            .flatMap(kind -> Collections.nCopies(kind.share, kind).stream())
            .toList();

    private static final Map<SiteKind, String> FORMS =
            Map.of(PLAIN, """
                <form method="post" action="/">
                <p><label>Name<br><input name="name" required></label></p>
                <p><label>Email<br><input type="email" name="email" required></label></p>
                <p><label>Message<br><textarea name="message" rows="8" required></textarea></label></p>
                <p><button>Send</button></p></form>\
                """, PARTS, """
                <form class="wpcf7-form" method="post" action="/" enctype="multipart/form-data">
                <p><label>Your name (required)<br><input name="your-name" aria-required="true"></label></p>
                <p><label>Your email (required)<br><input type="email" name="your-email" aria-required="true"></label></p>
                <p><label>Subject<br><input name="your-subject"></label></p>
                <p style="display: none">Leave this field empty <input name="your-website" tabindex="-1"></p>
                <p><label>Your message<br><textarea name="your-message" rows="8"></textarea></label></p>
                <p><input type="submit" value="Send"></p></form>\
                """, TOKEN, """
                <form method="post" action="/contact#form" accept-charset="UTF-8">
                <input type="hidden" name="form_type" value="contact"><input type="hidden" name="token" value="%s">
                <p><input name="contact[name]" placeholder="Name"></p>
                <p><input name="contact[email]" autocomplete="email" placeholder="Email *" required></p>
                <p><textarea name="contact[body]" placeholder="How can we help?" rows="8"></textarea></p>
                <p><input type="submit" name="commit" value="Send"></p></form>\
                """, LINKED, """
                <form method="post" action="contact">
                <p><label for="f1">Full name *</label> <input id="f1" name="fullname"></p>
                <p><label for="f2">E-mail *</label> <input id="f2" name="mail"></p>
                <p><label for="f3">About *</label> <select id="f3" name="about"><option value="">Please choose</option>
                <option>A job</option><option>A quote</option></select></p>
                <div aria-hidden="true" style="position: absolute; left: -5000px"><input name="url"></div>
                <p><label for="f4">Comments *</label> <textarea id="f4" name="comments" rows="8"></textarea></p>
                <p><button name="send" value="1">Send</button></p></form>\
                """, CAPTCHA, """
                <form method="post" action="/">
                <p><label>Name <input name="name"></label></p><p><label>Email <input name="email"></label></p>
                <p><label>Message <textarea name="message" rows="8"></textarea></label></p>
                <div class="g-recaptcha" data-sitekey="not-a-key"></div><p><button>Send</button></p></form>\
                """);

    private final int share;

    SiteKind(int share) {
        this.share = share;
    }

    /**
     * What a form calls its fields.
     *
     * @param trap one that nobody can see
     */
    record Fields(
            String name,
            String email,
            @Nullable String subject,
            String message,
            @Nullable String trap) {}

    /** Returns the kind of a host, the same in every run. */
    static SiteKind of(String host) {
        return IN_TEN.get(Math.floorMod(host.hashCode(), IN_TEN.size()));
    }

    /** Returns the names of its fields; absent where there is no form. */
    @Nullable
    Fields fields() {
        return switch (this) {
            case PLAIN, CAPTCHA -> new Fields("name", "email", null, "message", null);
            case PARTS -> new Fields("your-name", "your-email", "your-subject", "your-message", "your-website");
            case TOKEN -> new Fields("contact[name]", "contact[email]", null, "contact[body]", null);
            case LINKED -> new Fields("fullname", "mail", null, "comments", "url");
            case NO_FORM -> null;
        };
    }

    /** Returns what stands on a page, or nothing for a page that it does not have. */
    @Nullable
    String content(String path, String token) {
        boolean first = path.equals("/");
        boolean second = path.equals("/contact");
        return switch (this) {
            case PLAIN, PARTS, CAPTCHA -> first ? FORMS.get(this) : null;
            case TOKEN -> first || second ? String.valueOf(FORMS.get(this)).formatted(token) : null;
            case LINKED -> first ? "<p><a href=\"/contact\">Contact us</a></p>" : second ? FORMS.get(this) : null;
            case NO_FORM -> first ? "<p>Call us at (512) 555-0100.</p>" : null;
        };
    }
}
