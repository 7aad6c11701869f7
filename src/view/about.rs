//! What the collection says of itself: in a panel that the head, the foot and the line of totals lead to, the
//! last where the numbers of a selection rest on a machine's work.

use leptos::prelude::*;

use crate::page::about;
use crate::page::tree::{To, link};
use crate::state::Explorer;
use crate::view::draw::draw;
use crate::words::Key;

/// The foot of the page, and the panel.
#[component]
pub(super) fn About(explorer: Explorer) -> impl IntoView {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    [draw(explorer, about::foot(&catalog, words)), draw(explorer, about::panel(&catalog, words))]
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
                    // In a frame there is no panel, and the link leads out of it.
                    {match explorer.is_framed() {
                        true => draw(explorer, link(To::Here("about".to_owned()), words.say(Key::HowReliable))),
                        false => draw(explorer, about::way(words, Key::HowReliable, "quiet")),
                    }}
                </p>
            }
        })
    }
}
