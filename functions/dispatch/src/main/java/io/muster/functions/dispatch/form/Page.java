package io.muster.functions.dispatch.form;

import org.jsoup.nodes.Document;

/** A page of a website, and where it was in the end found. */
record Page(WebAddress address, Document document) {

    /** Returns where a link or a form's action leads. */
    WebAddress resolve(String reference) {
        var base = document.selectFirst("base[href]");
        return (base == null ? address : address.resolve(base.attr("href"))).resolve(reference);
    }
}
