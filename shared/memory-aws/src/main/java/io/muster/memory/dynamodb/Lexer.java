package io.muster.memory.dynamodb;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into tokens; every character that starts none is a token of its own, for the parser to refuse. */
final class Lexer {

    /** What a token is: a word (name, function or keyword), {@code #name}, {@code :value}, digits, a symbol, the end. */
    enum Kind {
        WORD,
        NAME,
        VALUE,
        NUMBER,
        SYMBOL,
        END
    }

    /** A token and where it stands. */
    record Token(Kind kind, String text, int start, int end) {}

    private final String source;
    private int at;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        var lexer = new Lexer(source);
        var tokens = new ArrayList<Token>();
        do {
            tokens.add(lexer.next());
        } while (tokens.getLast().kind != Kind.END);
        return tokens;
    }

    private Token next() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        if (at == source.length()) {
            return new Token(Kind.END, "<EOF>", at, at);
        }
        var c = source.charAt(at);
        if (letter(c)) {
            return token(Kind.WORD, run(at + 1));
        }
        if (digit(c)) {
            var end = at;
            while (end < source.length() && digit(source.charAt(end))) {
                end++;
            }
            return token(Kind.NUMBER, end);
        }
        if ((c == '#' || c == ':') && run(at + 1) > at + 1) {
            return token(c == '#' ? Kind.NAME : Kind.VALUE, run(at + 1));
        }
        var two = source.startsWith("<>", at) || source.startsWith("<=", at) || source.startsWith(">=", at);
        return token(Kind.SYMBOL, at + (two ? 2 : 1));
    }

    private int run(int from) {
        var end = from;
        while (end < source.length()
                && (letter(source.charAt(end)) || digit(source.charAt(end)) || source.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private Token token(Kind kind, int end) {
        var token = new Token(kind, source.substring(at, end), at, end);
        at = end;
        return token;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
