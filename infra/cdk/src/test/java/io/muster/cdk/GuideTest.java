package io.muster.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide explains every choice and every alarm, and none that is not there. */
class GuideTest {

    private static final Path GUIDE = Path.of(System.getProperty("muster.root", "../.."), "infra/README.md");
    private static final Pattern CHOICE = Pattern.compile("\\| `([A-Za-z]+)` \\|.*");

    @Test
    void every_choice_that_is_read_is_in_the_table_and_no_other() throws IOException {
        var read = new TreeSet<String>();
        var given = new HashMap<>(Synthesised.LEAST);
        given.put("channels", "email,sms");
        given.put("smsOrigination", "MUSTER");
        given.put("smsNumbers", "*=main");
        Choices.of(name -> {
            read.add(name);
            return given.get(name);
        });
        var explained = section("## Choices").stream()
                .map(CHOICE::matcher)
                .filter(row -> row.matches())
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(read, explained);
    }

    @Test
    void every_alarm_sends_its_reader_to_a_section_that_names_it() throws IOException {
        var titles = section("## Runbook").stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .collect(Collectors.toCollection(TreeSet::new));
        var wanted =
                Arrays.stream(Runbook.values()).map(Runbook::heading).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(wanted, titles);
        var stack = Synthesised.everything();
        for (var alarm : stack.resources("AWS::CloudWatch::Alarm").values()) {
            var name = alarm.at("/Properties/AlarmName")
                    .asText()
                    .substring(stack.stackName().length() + 1);
            var description = alarm.at("/Properties/AlarmDescription").asText();
            var title = description.substring(description.indexOf('"') + 1, description.lastIndexOf('"'));
            var text = String.join("\n", section("### " + title));
            assertTrue(
                    spellings(name).stream().anyMatch(text::contains), () -> "\"" + title + "\" does not name " + name);
        }
    }

    /** A step's alarms are named together. */
    private static Set<String> spellings(String name) {
        return Map.of(
                        "-waits",
                        "`<queue>-waits`",
                        "-dead-letters",
                        "`<queue>-dead-letters`",
                        "-fails",
                        "`<function>-fails`")
                .entrySet()
                .stream()
                .map(kind ->
                        name.endsWith(kind.getKey()) && !name.equals("api-fails") ? kind.getValue() : "`" + name + "`")
                .collect(Collectors.toSet());
    }

    private static List<String> section(String title) throws IOException {
        var depth = title.substring(0, title.indexOf(' ') + 1);
        return Files.readAllLines(GUIDE).stream()
                .dropWhile(line -> !line.equals(title))
                .skip(1)
                .takeWhile(line -> !(line.startsWith("#") && line.indexOf(' ') < depth.length()))
                .toList();
    }
}
