package io.muster.memory.dynamodb;

import io.muster.memory.dynamodb.Lexer.Kind;
import io.muster.memory.dynamodb.Lexer.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the text of an expression into its tree, or refuses it in the service's words. */
final class Parser {

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> KEYWORDS =
            Set.of("AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE");
    private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");
    private static final Map<String, Integer> BOOLEAN_FUNCTIONS = Map.of(
            "attribute_exists", 1,
            "attribute_not_exists", 1,
            "attribute_type", 2,
            "begins_with", 2,
            "contains", 2);
    private static final Map<String, Integer> UPDATE_FUNCTIONS = Map.of("if_not_exists", 2, "list_append", 2);

    private final String kind;
    private final String source;
    private final List<Token> tokens;
    private final Map<String, String> names;
    private final Set<String> usedNames = new LinkedHashSet<>();
    private final Set<String> usedValues = new LinkedHashSet<>();
    private final List<Path> paths = new ArrayList<>();
    private @Nullable RuntimeException fault;
    private int at;

    private Parser(String kind, String source, Map<String, String> names) {
        this.kind = kind;
        this.source = source;
        this.names = names;
        this.tokens = Lexer.tokens(source);
        if (tokens.size() == 1) {
            throw error("The expression can not be empty;");
        }
    }

    static Parsed<Condition> condition(String kind, String source, Map<String, String> names) {
        var parser = new Parser(kind, source, names);
        var tree = parser.or();
        return parser.parsed(tree);
    }

    static Parsed<UpdateExpression> update(String source, Map<String, String> names) {
        var parser = new Parser("UpdateExpression", source, names);
        var actions = parser.update();
        var parsed = parser.parsed(UpdateExpression.of(actions));
        Path.refuseOverlaps(
                parser.kind, actions.stream().map(UpdateExpression.Action::path).toList());
        return parsed;
    }

    static Parsed<Projection> projection(String source, Map<String, String> names) {
        var parser = new Parser("ProjectionExpression", source, names);
        do {
            parser.path();
        } while (parser.accept(","));
        var parsed = parser.parsed(Projection.of(parser.paths));
        Path.refuseOverlaps(parser.kind, parser.paths);
        return parsed;
    }

    private <T> Parsed<T> parsed(T tree) {
        if (peek().kind() != Kind.END) {
            throw unexpected();
        }
        if (fault != null) {
            throw fault;
        }
        return new Parsed<>(kind, tree, Set.copyOf(usedNames), usedValues, List.copyOf(paths));
    }

    private Condition or() {
        var left = and();
        while (acceptWord("OR")) {
            left = new Condition.Or(left, and());
        }
        return left;
    }

    private Condition and() {
        var left = not();
        while (acceptWord("AND")) {
            left = new Condition.And(left, not());
        }
        return left;
    }

    private Condition not() {
        return acceptWord("NOT") ? new Condition.Not(not()) : primary();
    }

    private Condition primary() {
        if (bracketsAnOperand() || !accept("(")) {
            return comparison();
        }
        var redundant = peek().text().equals("(");
        var inner = or();
        var closed = peek().text().equals(")");
        expect(")");
        if (redundant && closed && wrapped(at - 1)) {
            note("The expression has redundant parentheses;");
        }
        return inner;
    }

    /** Returns whether the bracket here is followed, where it closes, by what can only follow an operand. */
    private boolean bracketsAnOperand() {
        var depth = 0;
        for (var i = at; peek().text().equals("(") && i < tokens.size(); i++) {
            var text = tokens.get(i).text();
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            if (depth == 0) {
                var next = tokens.get(i + 1).text().toUpperCase(Locale.ROOT);
                return COMPARISONS.contains(next) || next.equals("BETWEEN") || next.equals("IN");
            }
        }
        return false;
    }

    /** Returns whether the bracket that closes at this token encloses nothing but another pair of brackets. */
    private boolean wrapped(int close) {
        if (!tokens.get(close - 1).text().equals(")")) {
            return false;
        }
        return opening(close) + 1 == opening(close - 1);
    }

    private int opening(int close) {
        var depth = 0;
        for (var i = close; i >= 0; i--) {
            var text = tokens.get(i).text();
            depth += text.equals(")") ? 1 : text.equals("(") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -2;
    }

    private Condition comparison() {
        var before = fault;
        var left = operand();
        var operator = peek().text();
        if (peek().kind() == Kind.SYMBOL && COMPARISONS.contains(operator)) {
            at++;
            var right = operand();
            distinct(operator, List.of(noCondition(left), noCondition(right)));
            return new Condition.Compare(operator, left, right);
        }
        if (acceptWord("BETWEEN")) {
            var lower = operand();
            expectWord("AND");
            var upper = operand();
            distinct("BETWEEN", List.of(noCondition(left), noCondition(lower), noCondition(upper)));
            return new Condition.Between(left, lower, upper);
        }
        if (acceptWord("IN")) {
            return in(left);
        }
        if (!(left instanceof Operand.Call(var function, var arguments))) {
            throw unexpected();
        }
        if (!BOOLEAN_FUNCTIONS.containsKey(function)) {
            fault = before; // a misused function outranks the faults of its arguments
            misused(function);
        }
        distinct(function, arguments);
        return new Condition.Holds(function, arguments);
    }

    private Condition in(Operand left) {
        expect("(");
        var operands = new ArrayList<Operand>();
        operands.add(noCondition(left));
        do {
            operands.add(noCondition(operand()));
        } while (accept(","));
        expect(")");
        distinct("IN", operands);
        return new Condition.In(left, operands.subList(1, operands.size()));
    }

    private Operand noCondition(Operand operand) {
        if (operand instanceof Operand.Call(var function, var arguments) && BOOLEAN_FUNCTIONS.containsKey(function)) {
            misused(function);
        }
        return operand;
    }

    private void distinct(String operator, List<Operand> operands) {
        if (operands.getFirst() instanceof Operand.At(var path)
                && operands.subList(1, operands.size()).contains(operands.getFirst())) {
            note("The first operand must be distinct from the remaining operands for this operator or function;"
                    + " operator: " + operator + ", first operand: " + path.steps());
        }
    }

    private Operand operand() {
        var token = peek();
        if (accept("(")) {
            var inner = kind.equals("UpdateExpression") ? sum() : operand();
            expect(")");
            return inner;
        }
        if (token.kind() == Kind.VALUE) {
            at++;
            usedValues.add(token.text());
            return new Operand.Given(token.text());
        }
        if (token.kind() == Kind.WORD && tokens.get(at + 1).text().equals("(") && !keyword(token)) {
            return call();
        }
        return new Operand.At(path());
    }

    private Operand call() {
        var function = tokens.get(at).text();
        at += 2;
        var before = fault;
        var arguments = new ArrayList<Operand>();
        do {
            arguments.add(operand());
        } while (accept(","));
        expect(")");
        if (!function.equals("size")
                && !BOOLEAN_FUNCTIONS.containsKey(function)
                && !UPDATE_FUNCTIONS.containsKey(function)) {
            fault = before; // an unknown function outranks the faults of its arguments
        }
        checkCall(function, arguments);
        return new Operand.Call(function, arguments);
    }

    private void checkCall(String function, List<Operand> arguments) {
        var updating = kind.equals("UpdateExpression");
        var count = function.equals("size") ? Integer.valueOf(1) : BOOLEAN_FUNCTIONS.get(function);
        if (count == null) {
            count = UPDATE_FUNCTIONS.get(function);
        }
        if (count == null) {
            note("Invalid function name; function: " + function);
            return;
        }
        if (updating != UPDATE_FUNCTIONS.containsKey(function)) {
            note("The function is not allowed in " + (updating ? "an update" : "a condition")
                    + " expression; function: " + function);
        }
        if (count != arguments.size()) {
            note("Incorrect number of operands for operator or function; operator or function: " + function
                    + ", number of operands: " + arguments.size());
            return;
        }
        if (((function.startsWith("attribute_") && !function.equals("attribute_type"))
                        || function.equals("if_not_exists"))
                && !(arguments.getFirst() instanceof Operand.At)) {
            note("Operator or function requires a document path; operator or function: " + function);
        }
        for (var argument : arguments) {
            if (argument instanceof Operand.Call(var inner, var ignored)
                    && !inner.equals("if_not_exists")
                    && !(inner.equals("size") && !function.equals("size"))
                    && !(inner.equals("list_append") && updating)) {
                misused(inner);
            }
        }
    }

    private boolean keyword(Token token) {
        return KEYWORDS.contains(token.text().toUpperCase(Locale.ROOT));
    }

    private Path path() {
        var steps = new ArrayList<Path.Step>();
        steps.add(field());
        while (true) {
            if (accept(".")) {
                steps.add(field());
            } else if (accept("[")) {
                if (peek().kind() != Kind.NUMBER) {
                    throw unexpected();
                }
                steps.add(new Path.Element(index(tokens.get(at++).text())));
                expect("]");
            } else {
                var path = new Path(steps);
                paths.add(path);
                return path;
            }
        }
    }

    private int index(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw error("List index is not within the allowable range; index: [" + digits + "]");
        }
    }

    private Path.Field field() {
        var token = peek();
        if (token.kind() == Kind.NAME) {
            at++;
            var name = names.get(token.text());
            if (name == null) {
                note("An expression attribute name used in the document path is not defined; attribute name: "
                        + token.text());
                return new Path.Field(token.text());
            }
            usedNames.add(token.text());
            return new Path.Field(name);
        }
        if (token.kind() != Kind.WORD || keyword(token)) {
            throw unexpected();
        }
        at++;
        if (ReservedWords.contains(token.text())) {
            note("Attribute name is a reserved keyword; reserved keyword: " + token.text());
        }
        return new Path.Field(token.text());
    }

    private List<UpdateExpression.Action> update() {
        var actions = new ArrayList<UpdateExpression.Action>();
        var seen = new LinkedHashSet<String>();
        while (peek().kind() != Kind.END) {
            var section = peek().text().toUpperCase(Locale.ROOT);
            if (!SECTIONS.contains(section)) {
                throw unexpected();
            }
            at++;
            if (!seen.add(section)) {
                note("The \"" + section + "\" section can only be used once in an update expression;");
            }
            do {
                actions.add(action(section));
            } while (accept(","));
        }
        return actions;
    }

    private UpdateExpression.Action action(String section) {
        var path = path();
        return switch (section) {
            case "SET" -> {
                expect("=");
                yield new UpdateExpression.SetTo(path, sum());
            }
            case "REMOVE" -> new UpdateExpression.Remove(path);
            case "ADD" -> new UpdateExpression.Add(path, given());
            case "DELETE" -> new UpdateExpression.Delete(path, given());
            default -> throw new IllegalStateException(section);
        };
    }

    private Operand sum() {
        var left = operand();
        var plus = peek().text().equals("+");
        if (!plus && !peek().text().equals("-")) {
            return left;
        }
        at++;
        var right = operand();
        for (var side : List.of(left, right)) {
            if (side instanceof Operand.Call(var function, var arguments) && function.equals("list_append")) {
                misused(function);
            }
        }
        return new Operand.Sum(left, plus, right);
    }

    private String given() {
        var token = peek();
        if (token.kind() != Kind.VALUE) {
            throw unexpected();
        }
        at++;
        usedValues.add(token.text());
        return token.text();
    }

    private Token peek() {
        return tokens.get(at);
    }

    private boolean accept(String symbol) {
        var found = peek().kind() == Kind.SYMBOL && peek().text().equals(symbol);
        at += found ? 1 : 0;
        return found;
    }

    private boolean acceptWord(String word) {
        var found = peek().kind() == Kind.WORD && peek().text().equalsIgnoreCase(word);
        at += found ? 1 : 0;
        return found;
    }

    private void expect(String symbol) {
        if (!accept(symbol)) {
            throw unexpected();
        }
    }

    private void expectWord(String word) {
        if (!acceptWord(word)) {
            throw unexpected();
        }
    }

    private void misused(String function) {
        note("The function is not allowed to be used this way in an expression; function: " + function);
    }

    /** Remembers the first fault of meaning, which is reported only if the syntax has none. */
    private void note(String text) {
        if (fault == null) {
            fault = error(text);
        }
    }

    /** Quotes the token and the text from its predecessor to its successor, as the service does. */
    private RuntimeException unexpected() {
        var from = at == 0 ? 0 : tokens.get(at - 1).start();
        var to = tokens.get(Math.min(tokens.size() - 1, at + 1)).end();
        return error("Syntax error; token: \"" + peek().text() + "\", near: \"" + source.substring(from, to) + "\"");
    }

    private RuntimeException error(String text) {
        return Errors.validation("Invalid " + kind + ": " + text);
    }
}
