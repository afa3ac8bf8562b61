package io.muster.domain.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who looks at a mail: people by what they read it with, machines by their names and by their haste. */
class LookTest {

    private static final Duration LATER = Duration.ofMinutes(5);
    private static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0"
                    + " Safari/537.36";

    @ParameterizedTest
    @ValueSource(
            strings = {
                BROWSER,
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
                "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.12.2",
                "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17531; Pro)",
                "Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG) AppleWebKit/537.36 Chrome/126.0 Mobile",
            })
    void what_people_read_mails_with_is_a_person(String program) {
        assertEquals(Look.PERSON, Look.of(program, LATER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "Mozilla/5.0",
                "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
                "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
                "Microsoft Office Existence Discovery",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots) bot",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/126.0 Safari/537.36",
                "Barracuda Sentinel (EE)",
                "python-requests/2.32.3",
                "curl/8.5.0",
                "Go-http-client/2.0",
                "SomeMailScanner 1.0",
            })
    void proxies_scanners_and_programs_are_machines(String program) {
        assertEquals(Look.MACHINE, Look.of(program, LATER));
    }

    @ParameterizedTest
    @CsvSource({"-1, MACHINE", "0, MACHINE", "9, MACHINE", "10, PERSON", "11, PERSON"})
    void nobody_reads_within_ten_seconds_of_the_delivery(int seconds, Look who) {
        assertEquals(who, Look.of(BROWSER, Duration.ofSeconds(seconds)));
    }

    @Test
    void the_letters_case_does_not_matter() {
        assertEquals(Look.MACHINE, Look.of("CURL/8.5.0", LATER));
    }
}
