//! The pages of the app that are read: an incident with what stands around it, incidents side by
//! side, the codebook. What they say is `page`'s; here is only when it is drawn.

use leptos::prelude::*;

use crate::page::incident::{Sheet, article};
use crate::page::{codebook, compare, related};
use crate::state::Explorer;
use crate::view::draw::draw;
use crate::words::Key;

/// The page of one incident, as soon as it is here.
#[component]
pub(super) fn Page(explorer: Explorer, index: usize) -> impl IntoView {
    let words = explorer.words();
    let is_here = explorer.is_here(index);
    let neighbours = explorer.neighbours();
    let relatives = explorer.relatives();
    let known = explorer.known();
    let around = move || {
        explorer.follow_arrivals();
        let total = explorer.answer().with(|answer| answer.total());
        let around = neighbours.get().unwrap_or_default();
        draw(explorer, related::around(&explorer.catalog(), words, around, total))
    };
    let record = move || {
        if !is_here.get() {
            return loading(explorer, index);
        }
        let catalog = explorer.catalog();
        let Ok(incident) = catalog.incident(index) else { return loading(explorer, index) };
        let (selected, address) = (explorer.selected(), explorer.address_of(&incident.id));
        let selected = selected.as_ref();
        let (catalog, address, known) = (&catalog, &address, known.get());
        draw(explorer, article(&Sheet { catalog, incident, selected, address, words, known, live: true }))
    };
    let near = move || {
        explorer.follow_arrivals();
        let related = relatives.with(|near| related::related(&explorer.catalog(), words, index, near));
        related.map(|related| draw(explorer, related))
    };
    view! { <main class="incident" id="reading" tabindex="-1" data-testid="incident">{around}{record}{near}</main> }
}

fn loading(explorer: Explorer, index: usize) -> AnyView {
    let head = explorer.head(explorer.always(index));
    view! {
        <article aria-busy="true">
            <h1 tabindex="-1" dir="auto">{move || head.get().map(|head| head.title)}</h1>
            // What went wrong is said above, with a way to try again.
            <Show when=move || explorer.failures().is_empty()>
                <p role="status">{explorer.words().say(Key::LoadingIncident)}</p>
                <progress></progress>
            </Show>
        </article>
    }
    .into_any()
}

/// Incidents side by side, those of them that are here.
#[component]
pub(super) fn Compared(explorer: Explorer) -> impl IntoView {
    let compared = explorer.compared();
    let table = move || {
        explorer.follow_arrivals();
        let catalog = explorer.catalog();
        let incidents: Vec<_> = compared.get().into_iter().filter_map(|index| catalog.incident(index).ok()).collect();
        draw(explorer, compare::compared(&catalog, explorer.words(), &incidents))
    };
    view! { <main class="incident" id="reading" tabindex="-1" data-testid="compare"><Back explorer/>{table}</main> }
}

/// What the taxonomy means.
#[component]
pub(super) fn Codebook(explorer: Explorer) -> impl IntoView {
    let book = move || {
        explorer.follow_arrivals();
        draw(explorer, codebook::codebook(&explorer.catalog(), explorer.words()))
    };
    view! { <main class="incident" id="reading" tabindex="-1" data-testid="codebook-page"><Back explorer/>{book}</main> }
}

#[component]
fn Back(explorer: Explorer) -> impl IntoView {
    move || {
        let total = explorer.answer().with(|answer| answer.total());
        draw(explorer, related::around(&explorer.catalog(), explorer.words(), (None, 0, None), total))
    }
}
