//! What belongs to the visitor: the link of the view, the theme, the keys, and what the page says
//! of something done.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::page::about;
use crate::state::{Explorer, Theme, Toast};
use crate::view::draw::draw;
use crate::view::shell;
use crate::words::{Key, LANGUAGES};

/// The buttons at the end of the header.
#[component]
pub(super) fn Tools(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let theme = explorer.theme();
    let next = move |_| {
        let place = Theme::ALL.iter().position(|known| *known == theme.get_untracked()).unwrap_or_default();
        explorer.wear(Theme::ALL[(place + 1) % Theme::ALL.len()]);
    };
    let named = move || {
        words.say(match theme.get() {
            Theme::System => Key::ThemeSystem,
            Theme::Light => Key::ThemeLight,
            Theme::Dark => Key::ThemeDark,
        })
    };
    let languages = LANGUAGES.map(|(id, name)| {
        view! { <option value=id lang=id selected=id == words.language()>{name}</option> }
    });
    let speak = move |value: &str| {
        if let Some((id, _)) = LANGUAGES.into_iter().find(|(id, _)| *id == value) {
            explorer.speak(id);
        }
    };
    view! {
        <div class="tools">
            <button class="icon-link" data-testid="copy-link" on:click=move |_| explorer.copy_link()>{words.say(Key::CopyLink)}</button>
            <button class="icon-embed" data-testid="embed" on:click=move |_| explorer.offer_embed()>{words.say(Key::Embed)}</button>
            <button class="icon-theme" data-testid="theme" title=words.say(Key::ThemeHint) on:click=next>{named}</button>
            <select
                id="language"
                aria-label=words.say(Key::Language)
                data-testid="language"
                on:change:target=move |event| speak(&event.target().value())
            >
                {languages.collect_view()}
            </select>
            <Views explorer/>
            {draw(explorer, about::way(words, Key::About, "icon-about"))}
            <button
                id="keys"
                class="icon-help"
                aria-expanded=move || explorer.key_sheet().get().to_string()
                on:click=move |_| explorer.show_key_sheet(!explorer.key_sheet().get_untracked())
            >
                {words.say(Key::Help)}
            </button>
        </div>
    }
}

/// Views that were saved, saving this one, and taking them elsewhere.
#[component]
fn Views(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let saved = explorer.saved_views();
    let name: NodeRef<Input> = NodeRef::new();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(input) = name.get_untracked() {
            explorer.save_view(&input.value());
            input.set_value("");
        }
    };
    let row = move |(name, search): (String, String)| {
        let (target, of_forget) = (search.clone(), name.clone());
        let forget = words.fill(Key::ForgetView, &[(&name).into()]);
        view! {
            <li>
                <a href=format!("?{search}") on:click=move |event| shell::go(event, explorer, &target)>{name}</a>
                <button class="quiet icon-close" aria-label=forget on:click=move |_| explorer.forget_view(&of_forget)></button>
            </li>
        }
    };
    view! {
        <details class="menu" data-testid="saved-views">
            <summary class="icon-saved">{words.say(Key::Views)}</summary>
            <div>
                <ul>{move || saved.get().into_iter().map(row).collect_view()}</ul>
                <form on:submit=save>
                    <input id="view-name" type="text" required aria-label=words.say(Key::ViewName) placeholder=words.say(Key::ViewName) node_ref=name/>
                    <button>{words.say(Key::SaveView)}</button>
                </form>
                <p>
                    <button class="quiet" on:click=move |_| explorer.export_views()>{words.say(Key::ExportViews)}</button>
                    <label class="file">
                        {words.say(Key::ImportViews)}
                        <input
                            id="views-file"
                            class="hidden"
                            type="file"
                            accept="application/json,.json"
                            on:change=move |_| explorer.import_views("views-file")
                        />
                    </label>
                </p>
            </div>
        </details>
    }
}

/// What to do here, for whoever comes for the first time.
#[component]
pub(super) fn Welcome(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    view! {
        <Show when=move || explorer.is_new().get()>
            <aside class="welcome" aria-label=words.say(Key::Help) data-testid="welcome">
                <p>{words.say(Key::Welcome)}</p>
                <button class="quiet" on:click=move |_| explorer.know()>{words.say(Key::Understood)}</button>
            </aside>
        </Show>
    }
}

/// What was done, for a moment that the visitor ends.
#[component]
pub(super) fn Said(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let toast = explorer.toast();
    view! {
        <div class="toast" role="status" data-testid="toast">
            {move || toast.get().map(|toast| view! {
                <div>
                    {match toast {
                        Toast::Copied => view! { <span>{words.say(Key::LinkCopied)}</span> }.into_any(),
                        Toast::Imported(count) => view! { <span>{words.fill(Key::ViewsRead, &[count.into()])}</span> }.into_any(),
                        Toast::NoViews => view! { <span>{words.say(Key::NoViewsRead)}</span> }.into_any(),
                        Toast::Refused(link) => view! {
                            <label for="toast-link">{words.say(Key::ClipboardRefused)}</label>
                            <textarea id="toast-link" rows="2" readonly prop:value=link on:focus:target=|event| event.target().select()></textarea>
                        }.into_any(),
                    }}
                    <button class="quiet" on:click=move |_| explorer.dismiss_toast()>{words.say(Key::Dismiss)}</button>
                </div>
            })}
        </div>
    }
}

/// How to search and which keys do what.
#[component]
pub(super) fn Sheet(explorer: Explorer) -> impl IntoView {
    const KEYS: &[(&str, Key)] = &[
        ("/", Key::KeySearch),
        ("Ctrl K, ⌘ K", Key::KeySearchAnywhere),
        ("j, k", Key::KeySteps),
        ("← →", Key::KeyBars),
        ("?", Key::KeyHelp),
        ("Esc", Key::KeyEscape),
    ];
    const SYNTAX: &[(&str, Key)] = &[
        ("expired certificate", Key::SyntaxWords),
        ("certif", Key::SyntaxBeginning),
        ("\"race condition\"", Key::SyntaxRow),
        ("leap -second", Key::SyntaxNot),
        ("title:rocket", Key::SyntaxField),
    ];
    let words = explorer.words();
    let listens = explorer.listens_to_keys();
    let rows = move |heading: Key, list: &'static [(&'static str, Key)]| {
        let rows = list.iter().map(|(key, does)| view! { <dt><kbd>{*key}</kbd></dt><dd>{words.say(*does)}</dd> });
        view! { <h3>{words.say(heading)}</h3><dl>{rows.collect_view()}</dl> }
    };
    view! {
        <Show when=move || explorer.key_sheet().get()>
            <section class="sheet" role="dialog" aria-labelledby="keys-title" data-testid="sheet">
                <h2 id="keys-title" tabindex="-1">{words.say(Key::Help)}</h2>
                <p>{words.say(Key::HelpSelecting)}</p>
                {rows(Key::HelpSearching, SYNTAX)}
                {rows(Key::HelpKeys, KEYS)}
                <p><label>
                    <input
                        type="checkbox"
                        prop:checked=listens
                        on:change:target=move |event| explorer.listen_to_keys(event.target().checked())
                    />
                    " "
                    {words.say(Key::SingleKeys)}
                </label></p>
                <button class="primary" on:click=move |_| explorer.show_key_sheet(false)>{words.say(Key::Close)}</button>
            </section>
        </Show>
    }
}
