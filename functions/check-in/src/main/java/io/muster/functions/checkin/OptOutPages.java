package io.muster.functions.checkin;

/** The three pages behind an opt-out link: small, without scripts, readable by anybody with any browser. */
final class OptOutPages {

    private static final String FRAME =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%1$s</title>
            <style>
            body { font: 18px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem;
                   color: #1c2430; background: #fff; }
            h1 { font-size: 1.6rem; line-height: 1.25; }
            button { font: inherit; font-weight: 600; padding: .75rem 1.25rem; border: 0; border-radius: 6px;
                     color: #fff; background: #0b5cad; cursor: pointer; }
            button:focus-visible { outline: 3px solid #1c2430; outline-offset: 3px; }
            @media (prefers-color-scheme: dark) { body { color: #e8ecf1; background: #14181d; } }
            </style>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            %2$s
            </main>
            </body>
            </html>
            """;

    /** Asks; the form goes back to the address that it came from. */
    static final String ASK = FRAME.formatted(
            "Stop all messages?",
            """
            <p>Press the button and we will not contact you again, on any channel.</p>
            <form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">
            <button type="submit">Stop all messages</button></form>\
            """);

    static final String DONE = FRAME.formatted(
            "You will not hear from us again",
            "<p>Your address is on our list of people who must not be contacted. There is nothing more to do.</p>");

    static final String UNKNOWN = FRAME.formatted(
            "This link does not work any more",
            "<p>It may be incomplete. Open the link in the message once more, or answer the message with"
                    + " &ldquo;stop&rdquo;.</p>");

    private OptOutPages() {}
}
