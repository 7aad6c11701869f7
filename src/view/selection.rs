//! What is selected, in words: the search box, the line of totals, chips, and advice where
//! nothing is left.

use leptos::prelude::*;

use crate::query::Sort;
use crate::query::phrase::Phrase;
use crate::query::text::Correction;
use crate::state::Explorer;
use crate::view::words;

/// The search box.
#[component]
pub(super) fn Search(explorer: Explorer) -> impl IntoView {
    let query = explorer.query();
    view! {
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <label for="search" class="hidden">"Search incidents"</label>
            <input
                id="search"
                type="search"
                placeholder="Search incidents"
                autocomplete="off"
                data-testid="search"
                on:focus=move |_| explorer.anticipate_search()
                prop:value=move || query.with(|query| query.text.clone())
                on:input:target=move |event| explorer.search(&event.target().value())
            />
        </form>
    }
}

/// `312 of 2,457 incidents`, a chip for each clause, and the order.
#[component]
pub(super) fn Line(explorer: Explorer) -> impl IntoView {
    let all = explorer.catalog().len();
    let answer = explorer.answer();
    let phrases = explorer.phrases();
    let total = move || {
        let count = answer.with(|answer| answer.hits.len());
        if count == all {
            words::incidents(all)
        } else {
            format!("{} of {}", words::number(count), words::incidents(all))
        }
    };
    let uncertain = move || {
        answer.with(|answer| {
            let uncertain = answer.hits.len() - answer.certain as usize;
            (uncertain > 0).then(|| format!("{} by a date that may lie outside the range", words::incidents(uncertain)))
        })
    };
    let said_of_text = move || {
        answer.with(|answer| {
            let corrections = answer.corrections.iter();
            let corrections =
                corrections.map(|Correction { from, to }| format!("Nothing has “{from}”; this is “{to}”."));
            let said: Vec<String> = corrections.chain(answer.notes.iter().cloned()).collect();
            (!said.is_empty()).then(|| said.join(" "))
        })
    };
    view! {
        <div class="line">
            <h1 class="total"><span role="status" data-testid="total">{total}</span></h1>
            <ul class="chips" aria-label="Active filters">
                <For each=move || phrases.get() key=|phrase| phrase.words.clone() let(phrase)>
                    <Chip explorer phrase/>
                </For>
            </ul>
            <Show when=move || !phrases.with(Vec::is_empty)>
                <button class="quiet" data-testid="clear" on:click=move |_| explorer.clear()>"Clear all"</button>
            </Show>
            <Order explorer/>
        </div>
        <Show when=move || explorer.is_partial().get()>
            <p class="aside" role="status" data-testid="partial">"So far from titles, summaries and organizations. Searching the whole text"</p>
        </Show>
        {move || said_of_text().map(|words| view! { <p class="aside" role="status" data-testid="corrections">{words}</p> })}
        {move || uncertain().map(|words| view! { <p class="aside">{words}"."</p> })}
        <Show when=move || answer.with(|answer| answer.hits.is_empty())>
            <Nothing explorer/>
        </Show>
    }
}

#[component]
fn Chip(explorer: Explorer, phrase: Phrase) -> impl IntoView {
    let Phrase { clause, words } = phrase;
    let label = format!("Remove filter {words}");
    view! {
        <li>
            <button class="chip" aria-label=label data-testid="chip" on:click=move |_| explorer.remove(&clause)>
                {words}
                <span aria-hidden="true">"×"</span>
            </button>
        </li>
    }
}

#[component]
fn Order(explorer: Explorer) -> impl IntoView {
    const SORTS: [(Sort, &str, &str); 5] = [
        (Sort::Natural, "natural", "best match, newest"),
        (Sort::Newest, "newest", "newest"),
        (Sort::Oldest, "oldest", "oldest"),
        (Sort::Title, "title", "title"),
        (Sort::Sources, "sources", "most sources"),
    ];
    let query = explorer.query();
    let sort = move |value: &str| {
        if let Some((sort, ..)) = SORTS.iter().find(|(_, id, _)| *id == value) {
            explorer.sort_by(*sort);
        }
    };
    view! {
        <div class="order">
            <label>
                "Sort by "
                <select data-testid="sort" on:change:target=move |event| sort(&event.target().value())>
                    {SORTS
                        .map(|(sort, id, label)| {
                            view! {
                                <option value=id selected=move || query.with(|query| query.sort == sort)>{label}</option>
                            }
                        })
                        .collect_view()}
                </select>
            </label>
        </div>
    }
}

/// What each clause keeps out, where nothing is left.
#[component]
fn Nothing(explorer: Explorer) -> impl IntoView {
    let advice = move || {
        let phrases = explorer.phrases().get();
        explorer.answer().with(|answer| {
            let without = answer.without.iter().filter_map(|(clause, count)| {
                let phrase = phrases.iter().find(|phrase| phrase.clause == *clause)?.clone();
                Some((phrase, *count as usize))
            });
            without.collect::<Vec<_>>()
        })
    };
    view! {
        <section class="nothing" data-testid="nothing">
            <h2>"No incident matches all of these"</h2>
            <ul>
                {move || {
                    advice()
                        .into_iter()
                        .map(|(phrase, count)| {
                            let clause = phrase.clause.clone();
                            view! {
                                <li>
                                    <button class="quiet" on:click=move |_| explorer.remove(&clause)>
                                        {format!("Without {}", phrase.words)}
                                    </button>
                                    " there are "
                                    {words::incidents(count)}
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
        </section>
    }
}
