package io.muster.domain.campaign;

import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param amount not negative, in the currency's main unit
 * @param currency ISO 4217 code
 */
public record Money(BigDecimal amount, String currency) {

    public Money {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("amount must not be negative: " + amount);
        }
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
