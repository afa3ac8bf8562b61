package io.muster.domain.contact;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the area code of a US phone number tells of its place, the last resort when nothing better is known: the state, and
 * the time zone where all of the area keeps one. Numbers that are tied to no place say nothing: a wrong hour would be worse
 * than none. As the administrator of the numbering plan (nanpa.com) lists the codes in service; none crosses a state's
 * border.
 *
 * @param zones the zones that the area keeps: one, or two of which nobody knows which
 */
record AreaCode(UsState state, List<ZoneId> zones) {

    private static final String BY_STATE = """
        AL 205 251 256 334 483 659 938
        AK 907
        AZ 480 520 602 623 928
        AR 327 479 501 870
        CA 209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714
        CA 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951
        CO 303 719 720 748 970 983
        CT 203 475 860 959
        DE 302
        DC 202 771
        FL 239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954
        GA 229 404 470 478 678 706 762 770 912 943
        HI 808
        ID 208 986
        IL 217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872
        IN 219 260 317 463 574 765 812 930
        IA 319 515 563 641 712
        KS 316 620 785 913
        KY 270 364 502 606 859
        LA 225 318 337 457 504 985
        ME 207
        MD 227 240 301 410 443 667
        MA 339 351 413 508 617 774 781 857 978
        MI 231 248 269 313 517 586 616 679 734 810 906 947 989
        MN 218 320 507 612 651 763 924 952
        MS 228 471 601 662 769
        MO 235 314 417 557 573 636 660 816 975
        MT 406
        NE 308 402 531
        NV 702 725 775
        NH 603
        NJ 201 551 609 640 732 848 856 862 908 973
        NM 505 575
        NY 212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934
        NC 252 336 472 704 743 828 910 919 980 984
        ND 701
        OH 216 220 234 283 326 330 380 419 436 440 513 567 614 740 937
        OK 405 539 572 580 918
        OR 458 503 541 971
        PA 215 223 267 272 412 445 484 570 582 610 717 724 814 835 878
        RI 401
        SC 803 821 839 843 854 864
        SD 605
        TN 423 615 629 731 865 901 931
        TX 210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945
        TX 956 972 979
        UT 385 435 801
        VT 802
        VA 276 434 540 571 686 703 757 804 826 948
        WA 206 253 360 425 509 564
        WV 304 681
        WI 262 274 353 414 534 608 715 920
        WY 307
        PR 787 939
        VI 340
        GU 671
        AS 684
        MP 670
        """;

    /** Areas that keep another zone than most of their state. */
    private static final Map<String, String> ELSEWHERE =
            Map.of("America/Chicago", "219", "America/New_York", "865", "America/Denver", "915");

    /** Areas of which a part keeps another zone than most of their state. */
    private static final Map<String, String> IN_PART = Map.of(
            "America/New_York", "423 931",
            "America/Chicago", "270 364 448 574 606 812 850 906 930",
            "America/Denver", "308 432 605 620 701 775 785 928",
            "America/Los_Angeles", "208 986",
            "America/Boise", "458 541",
            "America/Adak", "907");

    /** A moment after every change of clocks that is known by its date. */
    private static final Instant SETTLED = Instant.parse("2100-01-01T00:00:00Z");

    private static final Map<String, AreaCode> CODES = codes();

    AreaCode {
        zones = List.copyOf(zones);
    }

    /** Returns the area code of a number in E.164, if it is one of the US. */
    static Optional<AreaCode> of(@Nullable String phone) {
        return phone != null && phone.matches("\\+1[0-9]{10}")
                ? Optional.ofNullable(CODES.get(phone.substring(2, 5)))
                : Optional.empty();
    }

    /** Returns the zone of the area, if it has but one. */
    Optional<ZoneId> zone() {
        return zones.size() == 1 ? Optional.of(zones.getFirst()) : Optional.empty();
    }

    /** Returns whether clocks of this zone are those of the area, by whatever name. */
    boolean keeps(ZoneId zone) {
        return zones.stream().anyMatch(own -> sameClocks(own, zone));
    }

    private static boolean sameClocks(ZoneId one, ZoneId other) {
        var rules = one.getRules();
        return rules.getTransitionRules().equals(other.getRules().getTransitionRules())
                && rules.getOffset(SETTLED).equals(other.getRules().getOffset(SETTLED));
    }

    private static Map<String, AreaCode> codes() {
        Map<String, AreaCode> map = new HashMap<>();
        BY_STATE.lines().forEach(line -> {
            var state = UsState.valueOf(line.substring(0, 2));
            for (var code : line.substring(3).split(" ", -1)) {
                if (map.put(code, new AreaCode(state, List.of(state.zone()))) != null) {
                    throw new IllegalStateException("area code " + code + " stands twice");
                }
            }
        });
        change(map, ELSEWHERE, (area, zone) -> List.of(zone));
        change(map, IN_PART, (area, zone) -> List.of(area.state.zone(), zone));
        return Map.copyOf(map);
    }

    private static void change(
            Map<String, AreaCode> map,
            Map<String, String> codesByZone,
            BiFunction<AreaCode, ZoneId, List<ZoneId>> zones) {
        codesByZone.forEach((zone, codes) -> {
            for (var code : codes.split(" ", -1)) {
                map.computeIfPresent(code, (_, area) -> new AreaCode(area.state, zones.apply(area, ZoneId.of(zone))));
            }
        });
    }
}
