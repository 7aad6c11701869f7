//! The frame of the app: loading, failure with a retry, and the page around an explorer.

use std::sync::Arc;

use leptos::either::EitherOf3;
use leptos::prelude::*;

use crate::query::Catalog;
use crate::page::tree::To;
use crate::state::{Explorer, Load, Reads, Stage, View};
use crate::view::{chronicle, desk, facets, incident, results, selection, table, timeline, words};

/// The whole app.
#[component]
pub fn App(
    /// The loading of its bundle.
    load: Load,
    /// Makes an explorer of what has been loaded.
    explore: Callback<Arc<Catalog>, Explorer>,
) -> impl IntoView {
    let stage = load.stage();
    move || match stage.get() {
        Stage::Arriving(bytes, total) => EitherOf3::A(view! { <Arriving bytes total/> }),
        Stage::Failed(why) => EitherOf3::B(view! { <Failed why load/> }),
        Stage::Ready(catalog) => EitherOf3::C(view! { <Page explorer=explore.run(catalog)/> }),
    }
}

#[component]
fn Arriving(bytes: usize, total: Option<usize>) -> impl IntoView {
    let kilobytes = |bytes: usize| format!("{} KB", bytes.div_ceil(1024));
    let words = match total {
        Some(total) => format!("Loading incidents: {} of {}", kilobytes(bytes), kilobytes(total)),
        None if bytes > 0 => format!("Loading incidents: {}", kilobytes(bytes)),
        None => "Loading incidents".to_owned(),
    };
    view! {
        <main class="stage" aria-busy="true">
            <p role="status" data-testid="loading">{words}</p>
            <progress max=total.map(|total| total.to_string()) value=total.map(|_| bytes.to_string())></progress>
        </main>
    }
}

#[component]
fn Failed(why: String, load: Load) -> impl IntoView {
    view! {
        <main class="stage" role="alert" data-testid="failed">
            <h1>"The incidents could not be loaded"</h1>
            <p>{why}</p>
            <button class="primary" on:click=move |_| load.retry()>"Try again"</button>
        </main>
    }
}

#[component]
fn Page(explorer: Explorer) -> impl IntoView {
    let catalog = explorer.catalog();
    let title = catalog.collection.title.clone();
    let reads = explorer.reads();
    let unfolded = explorer.filters_unfolded();
    let shown_as = explorer.view();
    view! {
        <a class="skip" href="#results">"Skip to results"</a>
        <header class="top">
            <a class="brand" href="?" on:click=move |event| go(event, explorer, "")>
                <strong>"Failscope"</strong>
                <span>{title}</span>
            </a>
            <selection::Search explorer/>
            <desk::Tools explorer/>
        </header>
        <desk::Sheet explorer/>
        <Notices explorer/>
        <Failures explorer/>
        // The selection stays in the page while an incident is open, so that going back is
        // instant and finds everything as it was.
        <div class="explorer" hidden=move || reads.get() != Reads::List>
            <aside class="filters" aria-label="Filters">
                // On a wide screen the filters are always there; on a narrow one the button
                // unfolds them.
                <button
                    class="drawer"
                    aria-expanded=move || unfolded.get().to_string()
                    aria-controls="filters"
                    data-testid="filters"
                    on:click=move |_| explorer.unfold_filters()
                >
                    {move || match explorer.phrases().with(Vec::len) {
                        0 => "Filters".to_owned(),
                        count => format!("Filters ({count})"),
                    }}
                </button>
                <div id="filters" class="panels" class:unfolded=unfolded>
                    <facets::Facets explorer/>
                    <button class="primary show" on:click=move |_| explorer.unfold_filters()>
                        {move || format!("Show {}", words::incidents(explorer.answer().with(|answer| answer.hits.len())))}
                    </button>
                </div>
            </aside>
            <main class="results" id="results" tabindex="-1">
                <selection::Line explorer/>
                <timeline::Histogram explorer/>
                <nav class="views" aria-label="Ways of showing them">
                    <Way explorer view=View::List label="List"/>
                    <Way explorer view=View::Table label="Table"/>
                    <Way explorer view=View::Timeline label="Timeline"/>
                    <Way explorer view=View::Codebook label="Codebook"/>
                </nav>
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
        <About catalog/>
        <desk::Said explorer/>
    }
}

/// The way to a view, as a link that can also be opened elsewhere.
#[component]
fn Way(explorer: Explorer, view: View, label: &'static str) -> impl IntoView {
    let href = move || explorer.href_of_view(view);
    let target = href;
    let now = explorer.view();
    view! {
        <a
            href=href
            data-testid=format!("view-{}", view.id())
            aria-current=move || (now.get() == view).then_some("page")
            on:click=move |event| go(event, explorer, &target())
        >
            {label}
        </a>
    }
}

#[component]
fn Notices(explorer: Explorer) -> impl IntoView {
    let notices = explorer.notices();
    move || {
        let notices = notices.get();
        (!notices.is_empty()).then(|| {
            view! {
                <div class="notice" role="status" data-testid="notice">
                    <ul>{notices.into_iter().map(|notice| view! { <li>{notice}</li> }).collect_view()}</ul>
                    <button on:click=move |_| explorer.dismiss()>"Dismiss"</button>
                </div>
            }
        })
    }
}

/// What could not be fetched after the list was there; everything else goes on working.
#[component]
fn Failures(explorer: Explorer) -> impl IntoView {
    let failures = explorer.failures();
    move || {
        let failures = failures.get();
        (!failures.is_empty()).then(|| {
            view! {
                <div class="notice" role="alert" data-testid="failures">
                    <p>"A part of the collection could not be loaded."</p>
                    <ul>{failures.into_iter().map(|why| view! { <li>{why}</li> }).collect_view()}</ul>
                    <p>"If the site was published anew since you opened this page, reload it."</p>
                    <button on:click=move |_| explorer.retry()>"Try again"</button>
                </div>
            }
        })
    }
}

#[component]
fn About(catalog: Arc<Catalog>) -> impl IntoView {
    let collection = catalog.collection.clone();
    let line = |label: &'static str, text: String| {
        (!text.is_empty()).then(|| view! { <p><strong>{label}</strong>" "{text}</p> })
    };
    view! {
        <footer class="about">
            {line("About.", collection.description)}
            {line("Method.", collection.method)}
            {line("Taxonomy.", catalog.taxonomy.origin.clone())}
            {line("Licence.", collection.license)}
            {line("Data version.", catalog.version.clone())}
        </footer>
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
