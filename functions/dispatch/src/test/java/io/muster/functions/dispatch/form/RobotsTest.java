package io.muster.functions.dispatch.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobotsTest {

    private static final String FILE = """
        # what the others may do
        User-agent: OtherBot
        Disallow: /

        User-agent: *
        Disallow: /everybody

        User-Agent: First
        User-agent: MUSTER/2.0
        Crawl-delay: 10
        Disallow: /private   # a note
        Allow: /private/contact
        Disallow: /*.pdf$
        Disallow: /a*b*c
        Allow: /same
        Disallow: /same
        Disallow:

        Sitemap: https://example.net/sitemap.xml
        User-agent: muster
        Disallow: /later
        """;

    @ParameterizedTest
    @CsvSource({
        "/, true",
        "/everybody, true",
        "/private, false",
        "/private/x?y=1, false",
        "/private/contact, true",
        "/private/contact-us, true",
        "/x.pdf, false",
        "/x.pdf?download, true",
        "/a--b--c--, false",
        "/a--c--b, true",
        "/same, true",
        "/later, false"
    })
    void the_longest_match_of_our_own_groups_decides(String target, boolean allowed) {
        assertEquals(allowed, Robots.parse(FILE, "Muster").allows(target), target);
    }

    @ParameterizedTest
    @CsvSource({"/everybody/x, false", "/private, true", "/, true"})
    void who_is_not_named_goes_by_everybodys_rules(String target, boolean allowed) {
        assertEquals(allowed, Robots.parse(FILE, "Stranger").allows(target), target);
    }

    @ParameterizedTest
    @CsvSource({"/, true", "/x, true"})
    void a_file_that_says_nothing_forbids_nothing(String target, boolean allowed) {
        assertEquals(allowed, Robots.parse("<html>not found</html>", "Muster").allows(target));
        assertEquals(allowed, Robots.SILENT.allows(target));
        assertEquals(false, Robots.NOBODY.allows(target));
    }
}
