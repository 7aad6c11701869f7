//! What the collection says of itself: at the foot of the page, and where the numbers of a selection rest
//! on a machine's work.

use leptos::prelude::*;

use crate::incident::Maker;
use crate::state::Explorer;
use crate::words::Key;

/// Description, method, taxonomy, licence, version, and how reliable a machine's labels are.
#[component]
pub(super) fn About(explorer: Explorer) -> impl IntoView {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let collection = &catalog.collection;
    let lines = [
        (Key::About, &collection.description),
        (Key::Method, &collection.method),
        (Key::Taxonomy, &catalog.taxonomy.origin),
        (Key::Licence, &collection.license),
        (Key::DataVersion, &catalog.version),
    ];
    let lines = lines.into_iter().filter(|(_, text)| !text.is_empty());
    let lines = lines
        .map(|(key, text)| view! { <p><strong>{words.say(key)}</strong>" "<span dir="auto">{text.clone()}</span></p> });
    let sections = catalog.taxonomy.sections.iter().map(|section| (&section.label, section.agreement));
    let categories = catalog.taxonomy.categories().map(|category| (&category.label, category.agreement));
    let measured: Vec<_> = sections
        .chain(categories)
        .filter_map(|(label, agreement)| {
            let said = words.fill(Key::ClauseFacet, &[label.into(), (&words.percent(agreement?)).into()]);
            Some(view! { <li>{said}</li> })
        })
        .collect();
    let is_by_machine = (0..catalog.len()).any(|index| catalog.columns.maker(index) == Maker::Machine);
    view! {
        <footer class="about" id="about" tabindex="-1">
            {lines.collect_view()}
            {(is_by_machine && !measured.is_empty()).then(|| view! {
                <details>
                    <summary>{words.say(Key::Agreement)}</summary>
                    <p>{words.say(Key::AgreementCaption)}</p>
                    <ul class="agreement">{measured}</ul>
                </details>
            })}
        </footer>
    }
}

/// How many of what is selected rest on the work of a machine, where some do.
#[component]
pub(super) fn Reliability(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let made = explorer.made_by_machines();
    move || {
        let count = made.get();
        (count > 0).then(|| {
            view! {
                <p class="aside" data-testid="reliability">
                    {words.fill(Key::MadeWithMachines, &[count.into()])}
                    " "
                    <a href="#about">{words.say(Key::HowReliable)}</a>
                </p>
            }
        })
    }
}
