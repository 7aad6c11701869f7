//! What belongs to the visitor: the link of the view, the theme, the keys, and what the page says
//! of something done.

use leptos::prelude::*;

use crate::state::{Explorer, Theme, Toast};

/// The buttons at the end of the header.
#[component]
pub(super) fn Tools(explorer: Explorer) -> impl IntoView {
    let theme = explorer.theme();
    let next = move |_| {
        let place = Theme::ALL.iter().position(|known| *known == theme.get_untracked()).unwrap_or_default();
        explorer.wear(Theme::ALL[(place + 1) % Theme::ALL.len()]);
    };
    let named = move || match theme.get() {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    view! {
        <div class="tools">
            <button data-testid="copy-link" on:click=move |_| explorer.copy_link()>"Copy link"</button>
            <button data-testid="theme" title="Light, dark, or as the system has it" on:click=next>"Theme: " {named}</button>
            <button
                id="keys"
                aria-expanded=move || explorer.key_sheet().get().to_string()
                on:click=move |_| explorer.show_key_sheet(!explorer.key_sheet().get_untracked())
            >
                "Help"
            </button>
        </div>
    }
}

/// What was done, for a moment that the visitor ends.
#[component]
pub(super) fn Said(explorer: Explorer) -> impl IntoView {
    let toast = explorer.toast();
    view! {
        <div class="toast" role="status" data-testid="toast">
            {move || toast.get().map(|toast| view! {
                <div>
                    {match toast {
                        Toast::Copied => view! { <span>"Copied: it is in your clipboard."</span> }.into_any(),
                        Toast::Refused(link) => view! {
                            <label for="toast-link">"The browser keeps its clipboard to itself. Copy it from here:"</label>
                            <textarea id="toast-link" rows="2" readonly prop:value=link on:focus:target=|event| event.target().select()></textarea>
                        }.into_any(),
                    }}
                    <button class="quiet" on:click=move |_| explorer.dismiss_toast()>"Dismiss"</button>
                </div>
            })}
        </div>
    }
}

/// How to search and which keys do what.
#[component]
pub(super) fn Sheet(explorer: Explorer) -> impl IntoView {
    let listens = explorer.listens_to_keys();
    let keys = [
        ("/", "to the search box"),
        ("Ctrl K, ⌘ K", "to the search box, from anywhere"),
        ("j, k", "the next, the previous incident of the selection"),
        ("?", "this help"),
        ("Esc", "closes it, and the filters on a small screen"),
    ];
    let words = [
        ("expired certificate", "both words, in any of their forms"),
        ("certif", "the last word may be unfinished"),
        ("\"race condition\"", "these words in a row"),
        ("leap -second", "without a word"),
        ("title:rocket", "in one field: title, summary, organization, source, or the name of a section"),
    ];
    let rows = |rows: &'static str, list: Vec<(&'static str, &'static str)>| {
        let rows_of = list.into_iter().map(|(key, does)| view! { <dt><kbd>{key}</kbd></dt><dd>{does}</dd> });
        view! { <h3>{rows}</h3><dl>{rows_of.collect_view()}</dl> }
    };
    view! {
        <Show when=move || explorer.key_sheet().get()>
            <section class="sheet" role="dialog" aria-labelledby="keys-title" data-testid="sheet">
                <h2 id="keys-title" tabindex="-1">"Help"</h2>
                <p>
                    "Choose values at the left: those of one panel widen the selection, another panel narrows it, and "
                    "“not” leaves out. The address always shows the same selection again."
                </p>
                {rows("Searching", words.to_vec())}
                {rows("Keys", keys.to_vec())}
                <p><label>
                    <input
                        type="checkbox"
                        prop:checked=listens
                        on:change:target=move |event| explorer.listen_to_keys(event.target().checked())
                    />
                    " Single keys do something"
                </label></p>
                <button class="primary" on:click=move |_| explorer.show_key_sheet(false)>"Close"</button>
            </section>
        </Show>
    }
}
