//! The list of incidents that a query selects.

use leptos::prelude::*;

use crate::query::Basis;
use crate::query::text::Kind;
use crate::state::Explorer;
use crate::view::{search, shell};
use crate::words::Key;

/// The list, and a button for more of it.
#[component]
pub(super) fn Results(explorer: Explorer) -> impl IntoView {
    let shown = explorer.shown();
    view! {
        <ol class="list" data-testid="list">
            <For each=move || shown.get() key=|index| *index let(index)>
                <Row explorer index/>
            </For>
        </ol>
        <More explorer/>
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
pub(super) fn Title(explorer: Explorer, index: usize) -> impl IntoView {
    let words = explorer.words();
    let id = explorer.catalog().id(index).to_owned();
    let head = explorer.head(index);
    let href = {
        let id = id.clone();
        move || explorer.href_of_incident(Some(&id))
    };
    let target = href.clone();
    let anchor = format!("to-{id}");
    view! {
        <a id=anchor href=href dir="auto" on:click=move |event| shell::go(event, explorer, &target())>
            // Until the title has arrived, the id is a name too.
            {move || {
                let title = head.with(|head| head.as_ref().map_or_else(|| id.clone(), |head| words.title(&head.title, &id)));
                search::marked(&title, &explorer.marks(Kind::Title, &title))
            }}
        </a>
    }
}

/// One incident: where it leads, when it was reported, who and what it concerned.
#[component]
fn Row(explorer: Explorer, index: usize) -> impl IntoView {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let columns = &catalog.columns;
    let head = explorer.head(index);
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
    view! {
        <li class="row" data-testid="row" data-id=catalog.id(index).to_owned()>
            <article
                on:pointerenter=move |_| explorer.anticipate(index)
                on:focusin=move |_| explorer.anticipate(index)
            >
                <h2><Title explorer index/></h2>
                <p class="facts">{facts.join(" · ")}</p>
                // What says best why it was found, else what says best what it is.
                {move || {
                    let gist = || {
                        let gist = head.with(|head| head.as_ref()?.gist.clone())?;
                        Some(search::marked(&gist, &explorer.marks(Kind::Summary, &gist)))
                    };
                    let found = explorer.passage(index).map(|found| search::passage(explorer, &found));
                    // Its place is kept until it is here.
                    view! { <p class="gist" dir="auto">{found.or_else(gist)}</p> }
                }}
            </article>
        </li>
    }
}
