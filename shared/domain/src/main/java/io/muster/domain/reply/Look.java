package io.muster.domain.reply;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Who opened a mail or followed a link in it: mail programs' proxies fetch every picture, and scanners follow every link, so
 * that most of it is nobody's interest. What is not clearly a machine is taken for a person. Neither is an answer.
 */
public enum Look {
    PERSON,
    MACHINE;

    /** Nobody has read a mail that his server got so shortly ago. */
    static final Duration TOO_SOON = Duration.ofSeconds(10);

    /** What proxies of pictures, scanners of links and other programs call themselves, in lower case. */
    private static final List<String> PROGRAMS = List.of(
            "googleimageproxy",
            "yahoomailproxy",
            "yahoocachesystem",
            "duckduckgo-favicons",
            "barracuda",
            "proofpoint",
            "mimecast",
            "messagelabs",
            "symantec",
            "fireeye",
            "forcepoint",
            "trendmicro",
            "sophos",
            "cloudmark",
            "existence discovery",
            "safelinks",
            "bitdefender",
            "zscaler",
            "headlesschrome",
            "phantomjs",
            "preview",
            "scanner",
            "crawler",
            "spider",
            "bot/",
            "slackbot",
            "+http",
            "curl/",
            "wget/",
            "python-requests",
            "python-urllib",
            "aiohttp",
            "go-http-client",
            "apache-httpclient",
            "okhttp",
            "java/",
            "libwww-perl",
            "node-fetch",
            "axios/");

    /** What Apple's proxy sends for whoever lets it hide him: the beginning of every browser's name, and no more. */
    private static final String NO_MORE = "mozilla/5.0";

    /**
     * Returns who looked.
     *
     * @param program what calls itself a browser; empty where nothing does
     * @param afterDelivery how long after the mail was handed over
     */
    public static Look of(String program, Duration afterDelivery) {
        var name = program.strip().toLowerCase(Locale.ROOT);
        boolean machine = name.isEmpty()
                || name.equals(NO_MORE)
                || afterDelivery.compareTo(TOO_SOON) < 0
                || PROGRAMS.stream().anyMatch(name::contains);
        return machine ? MACHINE : PERSON;
    }
}
