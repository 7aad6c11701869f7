//! Text with its citations: each leads to its source, and what cites nothing stays text.

use leptos::either::Either;
use leptos::prelude::*;

use crate::incident::citation::{Span, spans};
use crate::incident::{Block, Source};
use crate::words::{Key, Words};

/// A text; citations of the sources become links to them.
pub(super) fn cited(words: Words, text: &str, sources: &[Source]) -> impl IntoView + use<> {
    spans(text, sources)
        .into_iter()
        .map(|span| match span {
            Span::Text(text) | Span::Dangling(text) => Either::Left(text.to_owned()),
            Span::Cite(text, index) => {
                let source = &sources[index];
                let title =
                    source.title.clone().unwrap_or_else(|| words.fill(Key::SourceNumber, &[(&source.id).into()]));
                Either::Right(view! {
                    <a class="cite" href=format!("#source-{}", source.id) title=title>{text.to_owned()}</a>
                })
            }
        })
        .collect_view()
}

/// Bullets under a text.
pub(super) fn points(words: Words, points: &[String], sources: &[Source]) -> impl IntoView + use<> {
    let points: Vec<_> =
        points.iter().map(|point| view! { <li dir="auto">{cited(words, point, sources)}</li> }).collect();
    (!points.is_empty()).then(|| view! { <ul>{points}</ul> })
}

/// Paragraphs and numbered statements; the numbers are the author's.
pub(super) fn blocks(words: Words, blocks: &[Block], sources: &[Source]) -> impl IntoView + use<> {
    let mut parts: Vec<AnyView> = Vec::new();
    let mut rest = blocks;
    while let Some(block) = rest.first() {
        if block.number.is_none() {
            parts.push(
                view! { <p dir="auto">{cited(words, &block.text, sources)}</p> {points(words, &block.points, sources)} }.into_any(),
            );
            rest = &rest[1..];
            continue;
        }
        let length = rest.iter().take_while(|block| block.number.is_some()).count();
        let (list, after) = rest.split_at(length);
        let items = list.iter().map(|block| {
            view! {
                <li value=block.number.map(|number| number.to_string()) dir="auto">
                    {cited(words, &block.text, sources)} {points(words, &block.points, sources)}
                </li>
            }
        });
        parts.push(view! { <ol>{items.collect_view()}</ol> }.into_any());
        rest = after;
    }
    parts
}
