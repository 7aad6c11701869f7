//! The frame of the app: loading, failure with a retry, and the page around an explorer.

use std::sync::Arc;

use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::page::tree::To;
use crate::query::Catalog;
use crate::state::{Explorer, Load, Piece, Reads, Speech, Stage, View};
use crate::view::{about, chronicle, desk, facets, incident, results, search, selection, table, timeline};
use crate::words::{Key, Words};

/// The whole app.
#[component]
pub fn App(
    /// The loading of its bundle.
    load: Load,
    /// The language that it speaks.
    speech: Speech,
    /// Makes an explorer of what has been loaded.
    explore: Callback<Arc<Catalog>, Explorer>,
) -> impl IntoView {
    let stage = load.stage();
    move || match stage.get() {
        Stage::Arriving(bytes, total) => EitherOf3::A(view! { <Arriving words=speech.words().get() bytes total/> }),
        Stage::Failed(why) => {
            let words = speech.words().get();
            EitherOf3::B(view! { <Failed words why=words.trouble(&why) load/> })
        }
        Stage::Ready(catalog) => EitherOf3::C(spoken(explore.run(catalog), speech)),
    }
}

/// The page in the words in force, drawn anew when they change, and not before they are here.
fn spoken(explorer: Explorer, speech: Speech) -> impl IntoView {
    let is_coming = speech.is_coming();
    move || {
        let words = speech.words().get();
        match is_coming.get() {
            true => view! { <Arriving words bytes=0 total=None/> }.into_any(),
            false => view! { <Page explorer/> }.into_any(),
        }
    }
}

#[component]
fn Arriving(words: Words, bytes: usize, total: Option<usize>) -> impl IntoView {
    let kilobytes = |bytes: usize| bytes.div_ceil(1024).into();
    let said = match total {
        Some(total) => words.fill(Key::LoadingOf, &[kilobytes(bytes), kilobytes(total)]),
        None if bytes > 0 => words.fill(Key::LoadingSome, &[kilobytes(bytes)]),
        None => words.say(Key::Loading).to_owned(),
    };
    // The same frame as in the page that waited for the program, and in the one to come.
    view! {
        <header class="top"><span class="brand"><strong>"Failscope"</strong></span></header>
        <main class="stage" aria-busy="true">
            <p role="status" data-testid="loading">{said}</p>
            <progress max=total.map(|total| total.to_string()) value=total.map(|_| bytes.to_string())></progress>
        </main>
    }
}

#[component]
fn Failed(words: Words, why: String, load: Load) -> impl IntoView {
    view! {
        <main class="stage">
            <div role="alert" data-testid="failed">
                <h1>{words.say(Key::NotLoaded)}</h1>
                <p>{why}</p>
                <button class="primary" on:click=move |_| load.retry()>{words.say(Key::TryAgain)}</button>
            </div>
        </main>
    }
}

#[component]
pub(super) fn Page(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let title = explorer.catalog().collection.title.clone();
    let reads = explorer.reads();
    let narrow = explorer.is_narrow();
    let shown_as = explorer.view();
    let framed = explorer.is_framed();
    let has = |piece| explorer.has(piece);
    let top = if framed {
        has(Piece::Search).then(|| view! { <search::Search explorer/> }).into_any()
    } else {
        view! {
            <a class="skip" href=move || if reads.get() == Reads::List { "#results" } else { "#reading" }>
                {move || words.say(if reads.get() == Reads::List { Key::SkipToResults } else { Key::SkipToPage })}
            </a>
            <header class="top">
                <a class="brand" href="?" on:click=move |event| go(event, explorer, "")>
                    <strong>"Failscope"</strong>
                    <span>{title.clone()}</span>
                </a>
                <search::Search explorer/>
                <desk::Tools explorer/>
            </header>
            <desk::Sheet explorer/>
            <desk::Welcome explorer/>
        }
        .into_any()
    };
    let foot = if framed {
        // Every link that the app does not follow leaves the frame: its page says so.
        view! { <p class="whole"><a href=move || {
            explorer.afterwards();
            explorer.href_of_selection()
        }>{words.fill(Key::ExploreAll, &[(&title).into()])}</a></p> }
        .into_any()
    } else {
        view! { <about::About explorer/> }.into_any()
    };
    view! {
        {top}
        <Notices explorer/>
        <Failures explorer/>
        // The selection stays in the page while an incident is open, so that going back is
        // instant and finds everything as it was.
        <div class="explorer" hidden=move || reads.get() != Reads::List>
            {has(Piece::Filters).then(|| view! { <aside class="filters" aria-label=words.say(Key::Filters)>
                // A page that nobody looks at yet has both, of which its style shows one.
                {move || (narrow.get() != Some(false)).then(|| drawer(explorer))}
                {move || (narrow.get() != Some(true)).then(|| view! { <facets::Facets explorer/> })}
            </aside> })}
            <main class="results" id="results" tabindex="-1">
                {has(Piece::Line).then(|| view! { <selection::Line explorer/> })}
                {has(Piece::Chart).then(|| view! { <timeline::Histogram explorer/> })}
                {has(Piece::Views).then(|| view! { <nav class="views" aria-label=words.say(Key::WaysOfShowing)>
                    <Way explorer view=View::List label=Key::List/>
                    <Way explorer view=View::Table label=Key::Table/>
                    <Way explorer view=View::Timeline label=Key::Timeline/>
                    <Way explorer view=View::Codebook label=Key::Codebook/>
                </nav> })}
                {move || match shown_as.get() {
                    View::Table => view! { <table::Table explorer/> }.into_any(),
                    View::Timeline => view! { <chronicle::Chronicle explorer/> }.into_any(),
                    View::List | View::Codebook => view! { <results::Results explorer/> }.into_any(),
                }}
            </main>
        </div>
        {move || match reads.get() {
            Reads::List => ().into_any(),
            Reads::Incident(index) => view! { <incident::Page explorer index/> }.into_any(),
            Reads::Compared => view! { <incident::Compared explorer/> }.into_any(),
            Reads::Codebook => view! { <incident::Codebook explorer/> }.into_any(),
        }}
        {foot}
        <desk::Said explorer/>
    }
}

/// The filters where there is no room beside the results: a button, and a drawer over the page that
/// is made when it is opened.
fn drawer(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let unfolded = explorer.filters_unfolded();
    let phrases = explorer.phrases();
    let answer = explorer.answer();
    let named = move || match phrases.with(Vec::len) {
        0 => words.say(Key::Filters).to_owned(),
        count => words.fill(Key::FiltersActive, &[count.into()]),
    };
    view! {
        <button
            id="drawer"
            class="drawer icon-filters"
            aria-haspopup="dialog"
            aria-expanded=move || unfolded.get().to_string()
            data-testid="filters"
            on:click=move |_| explorer.unfold_filters()
        >
            {named}
        </button>
        {move || unfolded.get().then(|| view! {
            <dialog id="filters" closedby="any" aria-label=words.say(Key::Filters) on:close=move |_| explorer.fold_filters()>
                <button class="quiet icon-close" on:click=move |_| explorer.fold_filters()>{words.say(Key::Close)}</button>
                <facets::Facets explorer/>
                <button class="primary show" on:click=move |_| explorer.fold_filters()>
                    {move || words.fill(Key::ShowIncidents, &[answer.with(|answer| answer.total()).into()])}
                </button>
            </dialog>
        })}
    }
}

/// The way to a view, as a link that can also be opened elsewhere.
#[component]
fn Way(explorer: Explorer, view: View, label: Key) -> impl IntoView {
    let target = move || explorer.href_of_view(view);
    let href = move || {
        explorer.afterwards();
        target()
    };
    let now = explorer.view();
    view! {
        <a
            href=href
            data-testid=format!("view-{}", view.id())
            aria-current=move || (now.get() == view).then_some("page")
            on:click=move |event| go(event, explorer, &target())
        >
            {explorer.words().say(label)}
        </a>
    }
}

#[component]
fn Notices(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    move || {
        let notices = explorer.notices();
        (!notices.is_empty()).then(|| {
            view! {
                <div class="notice" role="status" data-testid="notice">
                    <ul>{notices.iter().map(|notice| view! { <li>{words.notice(notice)}</li> }).collect_view()}</ul>
                    <button on:click=move |_| explorer.dismiss()>{words.say(Key::Dismiss)}</button>
                </div>
            }
        })
    }
}

/// What could not be fetched after the list was there; everything else goes on working.
#[component]
fn Failures(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    move || {
        let failures = explorer.failures();
        (!failures.is_empty()).then(|| {
            view! {
                <div class="notice" role="alert" data-testid="failures">
                    <p>{words.say(Key::PartNotLoaded)}</p>
                    <ul>{failures.iter().map(|why| view! { <li>{words.trouble(why)}</li> }).collect_view()}</ul>
                    <p>{words.say(Key::MaybeRepublished)}</p>
                    <button on:click=move |_| explorer.retry()>{words.say(Key::TryAgain)}</button>
                </div>
            }
        })
    }
}

/// Follows a link of a page: as any of ours, and, where it names a part of what it opens, there.
pub(super) fn go_to(event: leptos::ev::MouseEvent, explorer: Explorer, href: &str, to: &To) {
    go(event, explorer, href);
    if let To::Category(category) = to {
        explorer.go_to_category(category);
    }
}

/// Follows a link of our own inside the app; with a modifier key the browser opens it.
pub(super) fn go(event: leptos::ev::MouseEvent, explorer: Explorer, href: &str) {
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0 {
        return;
    }
    event.prevent_default();
    explorer.follow(href.trim_start_matches('?'));
}
