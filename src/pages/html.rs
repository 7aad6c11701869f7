//! Writes trees as HTML. Whatever a tree says is escaped, in texts and in attributes alike; names of
//! elements and attributes are ours. This is the only place that writes a mark of HTML.

use crate::page::tree::{Element, Node, To};
use crate::pages::places::From;

/// Elements that have no end.
const VOID: [&str; 3] = ["meta", "link", "br"];

/// Appends an element as HTML.
pub(super) fn write(element: &Element, from: &From, html: &mut String) {
    let element = element.parts();
    // Buttons that copy need a program.
    if element.copies.is_some() {
        return;
    }
    let called = element.to.as_ref().and_then(|to| from.call(to));
    // What only the app can show is not spoken of without it.
    if called.is_none() && matches!(element.to, Some(To::Compare(_) | To::Explorer(..))) {
        return;
    }
    // A link that leads nowhere here is what it says.
    let tag = if element.to.is_some() && called.is_none() { "span" } else { element.tag };
    html.push('<');
    html.push_str(tag);
    for (name, value) in &element.attributes {
        // Handles for tests of the app.
        if *name != "data-testid" {
            attribute(name, value, html);
        }
    }
    if let (Some(called), Some(to)) = (&called, &element.to) {
        attribute("href", &called.href, html);
        if let Some(app) = &called.app {
            attribute("data-app", app, html);
        }
        if matches!(to, To::Web(_)) {
            attribute("rel", "noopener external", html);
        }
        // Inside a frame, another page belongs to the window. In the page itself it does not.
        if !matches!(to, To::Here(_)) {
            attribute("target", "_top", html);
        }
    }
    html.push('>');
    if VOID.contains(&tag) {
        return;
    }
    for child in &element.children {
        match child {
            Node::Text(text) => escape(text, html),
            Node::Element(element) => write(element, from, html),
        }
    }
    html.push_str("</");
    html.push_str(tag);
    html.push('>');
    if matches!(tag, "li" | "p" | "section" | "h2" | "tr" | "header" | "title" | "ol" | "ul") {
        html.push('\n');
    }
}

/// Appends an attribute.
pub(super) fn attribute(name: &str, value: &str, html: &mut String) {
    html.push(' ');
    html.push_str(name);
    if !value.is_empty() {
        html.push_str("=\"");
        escape(value, html);
        html.push('"');
    } else if name != "data-source" {
        html.push_str("=\"\"");
    }
}

/// Appends a text; what HTML would take for a mark is written out, and what it cannot hold is left
/// out.
pub(super) fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\t' | '\n' => html.push(c),
            c if c.is_control() || is_noncharacter(c) => html.push(' '),
            c => html.push(c),
        }
    }
}

fn is_noncharacter(c: char) -> bool {
    let code = c as u32;
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}
