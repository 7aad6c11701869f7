//! Draws a tree of a page: elements, attributes and text nodes, and links that stay inside the app.
//!
//! The only adapter between `page` and leptos. It knows no page: whatever a tree says is drawn,
//! and nothing in it can become HTML.

use leptos::ev;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::element::custom;
use leptos::tachys::html::event::on;

use crate::page::tree::{Element, Node, Parts, To};
use crate::state::Explorer;
use crate::view::shell;

/// An element with everything in it.
pub(super) fn draw(explorer: Explorer, element: Element) -> AnyView {
    let Parts { tag, attributes, to, copies, children } = element.into_parts();
    let mut attributes: Vec<AnyAttribute> = attributes.into_iter().map(attribute).collect();
    if let Some(to) = to {
        let href = explorer.href_to(&to);
        attributes.push(attribute(("href", href.clone())));
        match to {
            To::Web(_) => attributes.push(attribute(("rel", "noopener external".to_owned()))),
            To::Here(_) | To::File(_) => {}
            _ => attributes.push(pressed(explorer, Deed::Go(href, to))),
        }
    }
    attributes.extend(copies.map(|text| pressed(explorer, Deed::Copy(text))));
    let children: Vec<AnyView> = children
        .into_iter()
        .map(|child| match child {
            Node::Text(text) => text.into_any(),
            Node::Element(element) => draw(explorer, element),
        })
        .collect();
    custom(tag).add_any_attr(attributes).child(children).into_any()
}

fn attribute((name, value): (&'static str, String)) -> AnyAttribute {
    custom_attribute(name, value).into_any_attr()
}

/// What a press does.
enum Deed {
    Go(String, To),
    Copy(String),
}

fn pressed(explorer: Explorer, deed: Deed) -> AnyAttribute {
    on(ev::click, move |event| match &deed {
        Deed::Go(href, to) => shell::go_to(event, explorer, href, to),
        Deed::Copy(text) => explorer.copy(text),
    })
    .into_any_attr()
}
