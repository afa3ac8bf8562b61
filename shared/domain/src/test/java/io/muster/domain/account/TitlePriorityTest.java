package io.muster.domain.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TitlePriorityTest {

    @Test
    void a_title_weighs_what_its_best_word_does() {
        var titles = new LinkedHashMap<String, Integer>();
        titles.put("CEO", 100);
        titles.put("Chief Executive Officer", 100);
        titles.put("Founder & CTO", 100);
        titles.put("Co-Founder", 100);
        titles.put("Co-CEO", 100);
        titles.put("Co-President, EMEA", 100);
        titles.put("Smith & Co, CEO", 100);
        titles.put("Co-Head of Sales", 75);
        titles.put("Chief Op\u00e9rations Officer", 95);
        titles.put("Founder-CEO", 100);
        titles.put("owner", 100);
        titles.put("President, North America", 100);
        titles.put("C.T.O.", 95);
        titles.put("Chief Information Security Officer", 95);
        titles.put("COO", 95);
        titles.put("VP Sales", 80);
        titles.put("Vice President", 80);
        titles.put("Vice-President of Marketing", 80);
        titles.put("Head of Facilities", 75);
        titles.put("Director of Operations", 70);
        titles.put("Office Manager", 50);
        titles.put("Team Lead", 40);
        titles.put("Engineer", 10);
        titles.put("", 10);
        assertEquals(titles, weighed(titles));
    }

    @Test
    void only_whole_words_count() {
        var titles = new LinkedHashMap<String, Integer>();
        titles.put("Leader of the band", 10);
        titles.put("Presidential scholar", 10);
        titles.put("Management consultant", 10);
        titles.put("Directorate clerk", 10);
        titles.put("Scoop editor", 10);
        titles.put("Homeowner liaison", 10);
        titles.put("Owner's Representative", 10);
        titles.put("Ex-President", 10);
        assertEquals(titles, weighed(titles));
    }

    @Test
    void a_vice_president_is_no_president_unless_he_is_one_too() {
        assertEquals(80, TitlePriority.of("Senior Vice President, Sales"));
        assertEquals(100, TitlePriority.of("President and former Vice President"));
        assertEquals(TitlePriority.UNKNOWN, TitlePriority.of(null));
    }

    private static Map<String, Integer> weighed(Map<String, Integer> titles) {
        var weighed = new LinkedHashMap<String, Integer>();
        titles.keySet().forEach(title -> weighed.put(title, TitlePriority.of(title)));
        return weighed;
    }
}
