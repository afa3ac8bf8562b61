package io.muster.functions.checkin;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a mail in HTML says, in lines as its reader sees them, without what it quotes and what nobody sees. */
final class HtmlWords {

    private static final String NOT_SAID =
            "head, script, style, title, template, blockquote, .gmail_quote, .yahoo_quoted, [hidden],"
                    + " [style~=(?i)display:\\s*none]";

    private HtmlWords() {}

    /** Returns the words of a document, whatever it is made of. */
    static String of(String html) {
        var document = Jsoup.parse(html);
        document.select(NOT_SAID).remove();
        var lines = new StringBuilder();
        document.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode text) {
                    lines.append(text.text());
                } else if (node.nameIs("br")) {
                    lines.append('\n');
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && element.isBlock()) {
                    lines.append('\n');
                }
            }
        });
        return lines.toString();
    }
}
