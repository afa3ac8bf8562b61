package io.muster.domain.reply;

/**
 * What a reply comes to. It never holds the reply's own words.
 *
 * @param sure whether the rules stand by it; otherwise it is their best guess, and something that understands more may
 *     be asked
 * @param rule the phrase or the circumstance that decided, as the rules spell it
 */
public record ReplyClass(Intent intent, Sentiment sentiment, boolean sure, String rule) {}
