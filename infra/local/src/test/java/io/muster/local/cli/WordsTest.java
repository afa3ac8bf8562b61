package io.muster.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "425|USD|$425",
                "21242|USD|$21,242",
                "1234567.50|USD|$1,234,567.5",
                "900|EUR|900 EUR",
                "1E+3|USD|$1,000"
            })
    void money_has_its_thousands_apart(String amount, String currency, String told) {
        var money = JsonNodeFactory.instance.objectNode().put("amount", amount).put("currency", currency);
        assertEquals(told, Words.money(money));
    }

    @Test
    void no_money_is_told_as_nothing() {
        assertEquals("", Words.money(JsonNodeFactory.instance.objectNode()));
    }
}
