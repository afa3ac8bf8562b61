package io.muster.functions.strategy.contacts;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a column may hold, and the headings it goes by. Headings are compared by their letters and digits alone, so
 * that {@code "E-mail"}, {@code "e mail"} and {@code "EMAIL"} are one. The first heading is the name the API uses.
 */
enum Field {
    NAME("name", 120, "contact contactName fullName owner ownerName contactPerson primaryContact"),
    FIRST_NAME("firstName", 60, "first givenName contactFirstName"),
    LAST_NAME("lastName", 60, "last surname familyName contactLastName"),
    COMPANY("company", 160, "companyName business businessName firm contractor contractorName dba"),
    EMAIL("email", 254, "emailAddress mail contactEmail businessEmail primaryEmail email1"),
    PHONE("phone", 40, "phoneNumber tel telephone mobile cell cellPhone businessPhone phone1"),
    WEBSITE("website", 500, "web url site homepage webAddress companyWebsite websiteUrl"),
    PROFILE_URL("profileUrl", 500, "profile linkedin linkedinUrl linkedinProfile"),
    TIER("tier", 40, "contractorTier"),
    CATEGORIES(
            "categories",
            500,
            "category trade trades specialty specialties speciality specialities services service skills"),
    CITY("city", 80, "town locality serviceCity"),
    STATE("state", 60, "st province stateProvince"),
    POSTAL_CODE("postalCode", 20, "zip zipCode postcode postal zip5"),
    COUNTRY("country", 60, "countryCode nation"),
    LATITUDE("latitude", 30, "lat geoLat"),
    LONGITUDE("longitude", 30, "lon lng long geoLng geoLon"),
    TIME_ZONE("timeZone", 60, "timezone tz"),
    LEAD_SCORE("leadScore", 20, "score leadRating"),
    RATING("rating", 30, "stars avgRating averageRating googleRating starRating"),
    REVIEWS("reviews", 30, "reviewCount numberOfReviews ofReviews numReviews noOfReviews"),
    LICENCE_VERIFIED("licenceVerified", 20, "licenseVerified licensed licenced"),
    INSURANCE_VERIFIED("insuranceVerified", 20, "insured"),
    ESTABLISHED("established", 20, "establishedFirm establishedBusiness"),
    SOURCE("source", 120, "leadSource origin howFound"),
    SMS_CONSENT_AT("smsConsentAt", 40, "smsConsentDate smsOptInDate textConsentDate"),
    SMS_CONSENT_SOURCE("smsConsentSource", 120, "smsOptInSource textConsentSource"),
    CALL_CONSENT_AT("callConsentAt", 40, "callConsentDate phoneConsentDate callOptInDate"),
    CALL_CONSENT_SOURCE("callConsentSource", 120, "phoneConsentSource callOptInSource"),
    DO_NOT_CONTACT("doNotContact", 20, "dnc optedOut optOut unsubscribed suppressed");

    private static final Map<String, Field> BY_HEADING = byHeading();

    private final String key;
    private final int longest;
    private final String aliases;

    Field(String key, int longest, String aliases) {
        this.key = key;
        this.longest = longest;
        this.aliases = aliases;
    }

    String key() {
        return key;
    }

    /** The most characters a value may have. */
    int longest() {
        return longest;
    }

    static Optional<Field> of(String heading) {
        return Optional.ofNullable(BY_HEADING.get(bare(heading)));
    }

    private static Map<String, Field> byHeading() {
        Map<String, Field> map = new HashMap<>();
        for (var field : values()) {
            put(map, field.key, field);
            for (var alias : field.aliases.split(" ", -1)) {
                put(map, alias, field);
            }
        }
        return Map.copyOf(map);
    }

    private static void put(Map<String, Field> map, String heading, Field field) {
        var other = map.put(bare(heading), field);
        if (other != null && other != field) {
            throw new IllegalStateException("heading " + heading + " stands for two fields");
        }
    }

    private static String bare(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
