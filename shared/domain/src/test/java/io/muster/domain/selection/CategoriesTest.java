package io.muster.domain.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoriesTest {

    @ParameterizedTest
    @CsvSource({
        "Lawn care, lawn-care",
        "weekly MOWING!, lawn-care",
        "repair of a water heater, plumbing",
        "Kitchen remodel, kitchen-remodel remodeling",
        "emergency plumbing leak, plumbing",
        "piano tuning, piano-tuning"
    })
    void words_speak_of_categories(String text, String categories) {
        assertEquals(List.of(categories.split(" ", -1)), Categories.USUAL.of(text));
    }

    @Test
    void a_keyword_inside_another_word_does_not_count() {
        var painting = new Categories(Map.of("painting", Set.of("painting", "house paint")));
        assertEquals(List.of("repainting"), painting.of("repainting"));
        assertEquals(List.of("painting"), painting.of("new house paint"));
        assertEquals(List.of("house-painter"), painting.of("house painter"));
    }

    @Test
    void without_words_there_is_no_category() {
        assertEquals(List.of(), Categories.USUAL.of(" -!"));
    }
}
