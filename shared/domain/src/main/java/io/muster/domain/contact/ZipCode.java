package io.muster.domain.contact;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A US postal code of five digits: which state it lies in, and which time zone where a state has two. */
public record ZipCode(String digits) {
    /** Each state from the first of its three-digit prefixes on; {@code --} ends a range that nobody follows. */
    private static final NavigableMap<Integer, String> STATES = states("""
        005 NY 006 PR 008 VI 009 PR 010 MA 028 RI 030 NH 039 ME 050 VT 055 MA 056 VT 060 CT 070 NJ 090 --
        100 NY 150 PA 197 DE 200 DC 201 VA 202 DC 206 MD 220 VA 247 WV 269 -- 270 NC 290 SC 300 GA 320 FL
        340 -- 341 FL 350 AL 370 TN 386 MS 398 GA 400 KY 428 -- 430 OH 460 IN 480 MI 500 IA 529 -- 530 WI
        550 MN 568 -- 569 DC 570 SD 578 -- 580 ND 589 -- 590 MT 600 IL 630 MO 659 -- 660 KS 680 NE 694 --
        700 LA 715 -- 716 AR 730 OK 733 TX 734 OK 750 TX 800 CO 817 -- 820 WY 832 ID 839 -- 840 UT 848 --
        850 AZ 866 -- 870 NM 885 TX 886 -- 889 NV 899 -- 900 CA 962 -- 967 HI 969 GU 970 OR 980 WA 995 AK
        """);

    /** Parts of a state that keep another zone than most of it, by whole code before three-digit prefix. */
    private static final Map<String, ZoneId> OTHER_ZONES = otherZones();

    public ZipCode {
        if (!digits.matches("[0-9]{5}")) {
            throw new IllegalArgumentException("a ZIP code has five digits");
        }
    }

    /** The code in {@code "78701"}, {@code "78701-1234"} or {@code "787011234"}; empty for anything else. */
    public static Optional<ZipCode> of(String text) {
        var stripped = text.strip();
        return stripped.matches("[0-9]{5}(-?[0-9]{4})?")
                ? Optional.of(new ZipCode(stripped.substring(0, 5)))
                : Optional.empty();
    }

    /** The state it lies in; empty for codes of the forces and for prefixes that are not in use. */
    public Optional<UsState> state() {
        var range = STATES.floorEntry(Integer.parseInt(digits.substring(0, 3)));
        return range == null ? Optional.empty() : UsState.of(range.getValue());
    }

    /** The time zone kept there. */
    public Optional<ZoneId> zone() {
        var whole = OTHER_ZONES.get(digits);
        var other = whole != null ? whole : OTHER_ZONES.get(digits.substring(0, 3));
        return other != null ? Optional.of(other) : state().map(UsState::zone);
    }

    private static NavigableMap<Integer, String> states(String table) {
        NavigableMap<Integer, String> map = new TreeMap<>();
        var words = table.strip().split("\\s+", -1);
        for (int i = 0; i < words.length; i += 2) {
            map.put(Integer.parseInt(words[i]), words[i + 1]);
        }
        return map;
    }

    private static Map<String, ZoneId> otherZones() {
        Map<String, ZoneId> map = new HashMap<>();
        put(map, "America/Adak", "99546 99547");
        put(map, "America/Los_Angeles", "835 838");
        put(map, "America/Boise", "979");
        put(map, "America/Los_Angeles", "97904 97905 97907");
        put(map, "America/Denver", """
            67733 67735 67741 67758 67761 67762 67836 67857 67878 67879 69021 69023 69027 69030 69033 69041 69045
            69121 69122 69125 69127 69128 69129 69131 69133 69134 69140 69141 69144 69145 69146 69147 69148 69149
            69150 69152 69153 69154 69155 69156 69162 69168 693 586 576 577 57521 57543 57547 57551 57552 57553
            57567 57574 57577 798 799 885 865 86020 86033 86044 86045 86053 86054 89825 89883
            """);
        put(map, "America/Phoenix", "86502 86512");
        put(map, "America/Chicago", """
            324 325 420 421 422 423 424 42602 42629 42642 42712 42721 42726 42728 42729 42743 42746 42749 42754
            42762 42765 40111 40140 40143 40145 40146 40152 40170 40171 40176 40178 463 464 476 477 47515 47520
            47525 47551 47574 47576 47586 47588 47922 47942 47943 47946 47948 47951 47957 47963 47964 47977 47978
            49801 49802 49812 49815 49821 49831 49834 49845 49847 49848 49852 49858 49863 49870 49873 49874 49876
            49877 49881 49886 49887 49892 49893 49896 49902 49903 49911 49915 49920 49927 49935 49938 49947 49959
            49964 49968 49969 57601 57631 57632 57646 57648 79830 79831 79832 79834 79842 79843 79845 79846 79848
            79850 79852 79854 79855
            """);
        put(map, "America/New_York", """
            32456 32457 373 374 376 377 378 379
            """);
        put(map, "America/Chicago", """
            37301 37305 37306 37313 37318 37324 37327 37328 37330 37334 37335 37339 37340 37342 37345 37347 37348
            37349 37352 37355 37356 37357 37359 37360 37365 37366 37367 37374 37375 37376 37380 37382 37383 37387
            37388 37389 37394 37396 37397 37398
            """);
        return Map.copyOf(map);
    }

    private static void put(Map<String, ZoneId> map, String zone, String codes) {
        for (var code : codes.strip().split("\\s+", -1)) {
            map.put(code, ZoneId.of(zone));
        }
    }
}
