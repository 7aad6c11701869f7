//! The search box with what it suggests and how to ask it, and found words marked in their text.

use std::ops::Range;

use leptos::prelude::*;

use crate::query::text::{Kind, Snippet};
use crate::state::Explorer;
use crate::words::Key;

/// The search box: typing searches, and what is suggested beneath can be chosen instead.
#[component]
pub(super) fn Search(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let query = explorer.query();
    let hints = explorer.hints();
    let suggestions = explorer.suggestions();
    let is_empty = move || suggestions.with(Vec::is_empty);
    let at = move || hints.with(|hints| hints.at).map(|at| format!("suggestion-{at}"));
    let listed = move || {
        let options = suggestions.get().into_iter().enumerate().map(|(place, suggestion)| {
            let chosen = suggestion.clone();
            let of = match suggestion.of.is_empty() {
                true => words.say(Key::HeadIncident).to_owned(),
                false => {
                    words.fill(Key::ClauseFacet, &[(&suggestion.of).into(), (&words.number(suggestion.total)).into()])
                }
            };
            view! {
                <li
                    id=format!("suggestion-{place}")
                    role="option"
                    aria-selected=move || hints.with(|hints| hints.at == Some(place)).to_string()
                    on:click=move |_| explorer.accept(&chosen)
                >
                    <span dir="auto">{suggestion.name}</span>
                    " "
                    <span class="aside">{of}</span>
                </li>
            }
        });
        options.collect_view()
    };
    view! {
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <label for="search" class="icon-search">{words.say(Key::Search)}</label>
            <input
                id="search"
                type="search"
                role="combobox"
                aria-autocomplete="list"
                aria-controls="suggestions"
                aria-describedby="syntax"
                aria-expanded=move || (!is_empty()).to_string()
                aria-activedescendant=at
                placeholder=words.say(Key::Search)
                autocomplete="off"
                data-testid="search"
                on:focus=move |_| explorer.anticipate_search()
                on:blur=move |_| explorer.hint(false)
                on:keydown=move |event| {
                    if suggestions.with_untracked(|list| explorer.press_in_search(&event.key(), list)) {
                        event.prevent_default();
                    }
                }
                prop:value=move || query.with(|query| query.text.clone())
                on:input:target=move |event| {
                    explorer.search(&event.target().value());
                    explorer.hint(true);
                }
            />
            // A press here must not take the focus from the box.
            <div class="hints" on:pointerdown=|event| event.prevent_default() on:mousedown=|event| event.prevent_default()>
                <ul id="suggestions" role="listbox" aria-label=words.say(Key::Suggestions) data-testid="suggestions" hidden=is_empty>
                    {listed}
                </ul>
                <p class="aside" id="syntax">{words.say(Key::SyntaxLine)}</p>
            </div>
        </form>
    }
}

/// A text with some of its words marked.
pub(super) fn marked(text: &str, marks: &[Range<usize>]) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    let mut end = 0;
    for mark in marks {
        let (Some(before), Some(word)) = (text.get(end..mark.start), text.get(mark.clone())) else { continue };
        parts.push(before.to_owned().into_any());
        parts.push(view! { <mark>{word.to_owned()}</mark> }.into_any());
        end = mark.end;
    }
    parts.push(text.get(end..).unwrap_or_default().to_owned().into_any());
    parts.into_any()
}

/// Where a text query found its words, and the words around them.
pub(super) fn passage(explorer: Explorer, found: &Snippet) -> AnyView {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let taxonomy = &catalog.taxonomy;
    let own = match found.kind {
        Kind::Title => Key::FieldTitle,
        Kind::Summary => Key::FieldSummary,
        Kind::Organization => Key::Organizations,
        Kind::Source => Key::Sources,
        Kind::Heading | Kind::Section | Kind::Rationale | Kind::Id => Key::FieldText,
    };
    let section = taxonomy.section(&found.field).map(|section| section.label.as_str());
    let category = taxonomy.category(&found.field).map(|category| category.label.as_str());
    let field = section.or(category).unwrap_or(words.say(own)).to_owned();
    view! { <span class="field">{field}</span> " " {marked(&found.text, &found.marks)} }.into_any()
}
