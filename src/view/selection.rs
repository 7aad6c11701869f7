//! What is selected, in words: the line of totals, chips, and advice where
//! nothing is left.

use leptos::prelude::*;

use crate::query::Clause;
use crate::query::Sort;
use crate::query::text::Correction;
use crate::state::{Explorer, LINE};
use crate::view::about;
use crate::words::Key;

/// `312 of 2,457 incidents`, a chip for each clause, and the order.
#[component]
pub(super) fn Line(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let all = explorer.catalog().len();
    let answer = explorer.answer();
    let phrases = explorer.phrases();
    let is_partial = explorer.is_partial();
    let total = move || {
        let count = answer.with(|answer| answer.total());
        if is_partial.get() {
            words.fill(Key::IncidentsSoFar, &[count.into(), all.into()])
        } else if count == all {
            words.incidents(all)
        } else {
            words.fill(Key::IncidentsOf, &[count.into(), all.into()])
        }
    };
    let uncertain = move || {
        answer.with(|answer| {
            let uncertain = answer.total() - answer.certain as usize;
            (uncertain > 0).then(|| words.fill(Key::MayLieOutside, &[uncertain.into()]))
        })
    };
    let said_of_text = move || {
        answer.with(|answer| {
            let corrections = answer.corrections.iter();
            let corrections =
                corrections.map(|Correction { from, to }| words.fill(Key::Corrected, &[from.into(), to.into()]));
            let said: Vec<String> = corrections.chain(answer.notes.iter().map(|note| words.note(note))).collect();
            (!said.is_empty()).then(|| said.join(" "))
        })
    };
    view! {
        <div class="line" id=LINE>
            <h1 class="total" id="total" tabindex="-1"><span role="status" data-testid="total">{total}</span></h1>
            <ul class="chips" aria-label=words.say(Key::ActiveFilters)>
                <For each=move || phrases.get() key=|(_, said)| said.clone() let(phrase)>
                    <Chip explorer phrase/>
                </For>
            </ul>
            <Show when=move || !phrases.with(Vec::is_empty)>
                <button class="quiet" data-testid="clear" on:click=move |_| explorer.clear()>{words.say(Key::ClearAll)}</button>
            </Show>
            <Order explorer/>
        </div>
        <Show when=move || is_partial.get()>
            <p class="aside" role="status" data-testid="partial">{words.say(Key::SoFar)}</p>
        </Show>
        {move || said_of_text().map(|words| view! { <p class="aside" role="status" data-testid="corrections">{words}</p> })}
        {move || uncertain().map(|words| view! { <p class="aside">{words}</p> })}
        <about::Reliability explorer/>
        <Show when=move || answer.with(|answer| answer.total() == 0)>
            <Nothing explorer/>
        </Show>
    }
}

#[component]
fn Chip(explorer: Explorer, phrase: (Clause, String)) -> impl IntoView {
    let words = explorer.words();
    let (clause, said) = phrase;
    let id = Explorer::id_of_chip(&clause);
    let label = words.fill(Key::RemoveFilter, &[(&said).into()]);
    let inverted = matches!(clause, Clause::Facet(_)).then(|| {
        let (clause, label) = (clause.clone(), words.fill(Key::TurnFilter, &[(&said).into()]));
        view! {
            <button
                id=Explorer::id_of_turn(&clause)
                class="turn icon-turn"
                aria-label=label.clone()
                title=label
                on:click=move |_| explorer.invert(&clause)
            ></button>
        }
    });
    view! {
        <li class="chip">
            {inverted}
            <button aria-label=label id=id data-testid="chip" on:click=move |_| explorer.drop_chip(&clause)>
                {said}
                <span class="icon-close"></span>
            </button>
        </li>
    }
}

#[component]
fn Order(explorer: Explorer) -> impl IntoView {
    const SORTS: [(Sort, &str, Key); 5] = [
        (Sort::Natural, "natural", Key::SortNatural),
        (Sort::Newest, "newest", Key::SortNewest),
        (Sort::Oldest, "oldest", Key::SortOldest),
        (Sort::Title, "title", Key::SortTitle),
        (Sort::Sources, "sources", Key::SortSources),
    ];
    let words = explorer.words();
    let query = explorer.query();
    let sort = move |value: &str| {
        if let Some((sort, ..)) = SORTS.iter().find(|(_, id, _)| *id == value) {
            explorer.sort_by(*sort);
        }
    };
    view! {
        <div class="order">
            <label>
                {words.say(Key::SortBy)}
                " "
                <select autocomplete="off" data-testid="sort" on:change:target=move |event| sort(&event.target().value())>
                    {SORTS
                        .map(|(sort, id, label)| {
                            view! {
                                <option value=id selected=move || {
                                    explorer.afterwards();
                                    query.with_untracked(|query| query.sort == sort)
                                }>{words.say(label)}</option>
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
    let words = explorer.words();
    let advice = move || {
        let phrases = explorer.phrases().get();
        explorer.answer().with(|answer| {
            let without = answer.without.iter().filter_map(|(clause, count)| {
                let phrase = phrases.iter().find(|(known, _)| known == clause)?.clone();
                Some((phrase, *count as usize))
            });
            without.collect::<Vec<_>>()
        })
    };
    view! {
        <section class="nothing" data-testid="nothing">
            <h2>{words.say(Key::NothingMatches)}</h2>
            <ul>
                {move || {
                    advice()
                        .into_iter()
                        .map(|((clause, said), count)| {
                            view! {
                                <li>
                                    <button class="quiet" on:click=move |_| explorer.remove(&clause)>
                                        {words.fill(Key::Without, &[(&said).into()])}
                                    </button>
                                    " "
                                    {words.fill(Key::ThereAre, &[count.into()])}
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
        </section>
    }
}
