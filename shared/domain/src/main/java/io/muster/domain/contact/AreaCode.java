package io.muster.domain.contact;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The time zone of a US phone number's area code, the last resort when nothing better is known. Codes that span two
 * zones, and numbers that are tied to no place, say nothing: a wrong hour would be worse than none.
 */
final class AreaCode {
    private static final Map<String, ZoneId> ZONES = zones();

    private AreaCode() {}

    /** The zone of a number in E.164. */
    static Optional<ZoneId> zoneOf(String phone) {
        return phone.matches("\\+1[0-9]{10}")
                ? Optional.ofNullable(ZONES.get(phone.substring(2, 5)))
                : Optional.empty();
    }

    private static Map<String, ZoneId> zones() {
        Map<String, ZoneId> map = new HashMap<>();
        put(map, "America/New_York", """
            201 202 203 207 212 215 216 220 223 227 229 234 239 240 252 267 272 276 283 301 302 304 305 315 321 324
            326 329 330 332 336 339 347 351 352 363 380 386 401 404 407 410 412 413 419 434 436 440 443 445 470 472
            475 478 484 502 508 513 516 518 540 551 561 567 570 571 582 585 603 607 609 610 614 617 624 631 640 645
            646 656 667 678 680 681 686 689 703 704 706 716 717 718 724 727 728 732 740 743 754 757 762 770 771 772
            774 781 786 802 803 804 813 814 821 826 828 835 838 839 843 845 848 854 856 857 859 860 862 863 864 865
            878 904 908 910 912 914 917 919 929 934 937 941 943 948 954 959 973 978 980 984
            """);
        put(map, "America/Detroit", "231 248 269 313 517 586 616 679 734 810 947 989");
        put(map, "America/Indiana/Indianapolis", "260 317 463 765");
        put(map, "America/Chicago", """
            205 210 214 217 218 219 224 225 228 235 251 254 256 262 274 281 309 312 314 316 318 319 320 325 327 331
            334 337 346 353 361 402 405 409 414 417 430 447 464 469 479 501 504 507 512 515 531 534 539 557 563 572
            573 580 601 608 612 615 618 629 630 636 641 651 659 660 662 682 708 712 713 715 726 730 731 737 763 769
            773 779 806 815 816 817 830 832 847 861 870 872 901 903 913 918 920 924 936 938 940 945 952 956 972
            975 979 985
            """);
        put(map, "America/Denver", "303 307 385 406 435 505 575 719 720 748 801 915 970 983");
        put(map, "America/Phoenix", "480 520 602 623");
        put(map, "America/Los_Angeles", """
            206 209 213 253 279 310 323 341 350 357 360 369 408 415 424 425 442 503 509 510 530 559 562 564 619 626
            628 650 657 661 669 702 707 714 725 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951 971
            """);
        put(map, "Pacific/Honolulu", "808");
        put(map, "America/Puerto_Rico", "340 787 939");
        put(map, "Pacific/Guam", "670 671");
        put(map, "Pacific/Pago_Pago", "684");
        return Map.copyOf(map);
    }

    private static void put(Map<String, ZoneId> map, String zone, String codes) {
        for (var code : codes.strip().split("\\s+", -1)) {
            if (map.put(code, ZoneId.of(zone)) != null) {
                throw new IllegalStateException("area code " + code + " stands in two zones");
            }
        }
    }
}
