/**
 * Messages by the contact form of a firm's own website. A form's page is an address that a stranger chose, so every
 * connection passes one border: it is resolved once, refused when any of its addresses is not public, and connected to
 * exactly the address that was looked at. Pages are read as {@code robots.txt} allows, slowly, under our own name; what
 * asks for a person (a CAPTCHA, a consent) is left to one.
 */
@org.jspecify.annotations.NullMarked
package io.muster.functions.dispatch.form;
