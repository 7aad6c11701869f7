//! The list of incidents that a query selects.

use leptos::prelude::*;

use crate::page::tree::{To, el, link};
use crate::query::Basis;
use crate::query::text::Kind;
use crate::state::{Explorer, Row};
use crate::view::draw::draw;
use crate::view::{search, shell};
use crate::words::Key;

/// The list, and a button for more of it.
#[component]
pub(super) fn Results(explorer: Explorer) -> impl IntoView {
    let shown = explorer.shown();
    let drawn = explorer.drawn(shown);
    view! {
        <ol class="list" data-testid="list">
            <For each=move || 0..drawn.get() key=|place| *place let(place)>
                <Found explorer id=Explorer::id_of_row(place) row=explorer.row(shown, place)/>
            </For>
        </ol>
        <More explorer/>
        <Picked explorer/>
    }
}

/// A button that picks an incident to stand beside others. A frame has no room for them.
#[component]
pub(super) fn Pick(explorer: Explorer, row: Row) -> impl IntoView {
    let index = row.index;
    let label = explorer.words().say(Key::Compare);
    let of = move || format!("to-{}", explorer.catalog().id(row.unseen.get()));
    (!explorer.is_framed()).then(|| {
        view! {
            <button
                class="quiet pick icon-compare"
                aria-describedby=of
                aria-pressed=move || explorer.is_picked(index.get()).to_string()
                on:click=move |_| explorer.pick(index.get_untracked())
            >
                {label}
            </button>
        }
    })
}

/// The way to those that are picked, beside each other.
#[component]
pub(super) fn Picked(explorer: Explorer) -> impl IntoView {
    move || {
        let ids = explorer.picked();
        let way = |ids| link(To::Compare(ids), explorer.words().say(Key::CompareThese));
        (ids.len() > 1).then(|| draw(explorer, el("p").class("picked").attr("role", "status").child(way(ids))))
    }
}

/// A button for more of what is selected.
#[component]
pub(super) fn More(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let left = explorer.left();
    view! {
        <Show when=move || left.get() != 0>
            <button class="more" data-testid="more" on:click=move |_| explorer.reveal_more()>
                {move || words.fill(Key::ShowMore, &[left.get().into()])}
            </button>
        </Show>
    }
}

/// The title of an incident, which leads to it.
#[component]
pub(super) fn Title(explorer: Explorer, row: Row) -> impl IntoView {
    let words = explorer.words();
    let catalog = explorer.catalog();
    let (index, unseen, href) = (row.index, row.unseen, row.href);
    let head = explorer.head(row);
    let anchor = move || format!("to-{}", explorer.catalog().id(unseen.get()));
    view! {
        <a id=anchor href=href dir="auto" on:click=move |event| shell::go(event, explorer, &explorer.href_of_row(index.get_untracked()))>
            // Until the title has arrived, the id is a name too.
            {move || {
                let id = catalog.id(index.get());
                let title = head.with(|head| head.as_ref().map_or_else(|| id.to_owned(), |head| words.title(&head.title, id)));
                search::marked(&title, &explorer.marks(row, Kind::Title, &title))
            }}
        </a>
    }
}

/// One incident: where it leads, when it was reported, who and what it concerned.
#[component]
fn Found(explorer: Explorer, id: String, row: Row) -> impl IntoView {
    let index = row.index;
    let head = explorer.head(row);
    view! {
        <li class="row" id=id data-testid="row">
            <article
                on:pointerenter=move |_| explorer.anticipate(index.get_untracked())
                on:focusin=move |_| explorer.anticipate(index.get_untracked())
            >
                <h2><Title explorer row/></h2>
                <p class="facts">{move || facts(explorer, index.get())} " " <Pick explorer row/></p>
                // What says best why it was found, else what says best what it is.
                // Its place is kept until it is here.
                <p class="gist" dir="auto">
                    {move || {
                        let gist = || {
                            let gist = head.with(|head| head.as_ref()?.gist.clone())?;
                            Some(search::marked(&gist, &explorer.marks(row, Kind::Summary, &gist)))
                        };
                        explorer.passage(row).map(|found| search::passage(explorer, &found)).or_else(gist)
                    }}
                </p>
            </article>
        </li>
    }
}

/// Its dates, who had to do with it, and what it was about.
fn facts(explorer: Explorer, index: usize) -> String {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let columns = &catalog.columns;
    let mut facts: Vec<String> = Vec::new();
    facts.extend(columns.published(index).map(|date| words.dated(Basis::Reported, date)));
    facts.extend(columns.occurred(index).map(|date| words.dated(Basis::Occurred, date)));
    let mut named = catalog.organizations(index);
    if !named.is_empty() {
        named.truncate(3);
        facts.push(named.join(", "));
    }
    for category in ["domain", "consequence"] {
        if let Some(category) = catalog.taxonomy.category(category) {
            let labels: Vec<&str> =
                columns.choice(&category.id, index).options().iter().map(|option| category.label_of(option)).collect();
            if !labels.is_empty() {
                facts.push(labels.join(", "));
            }
        }
    }
    facts.join(" · ")
}
