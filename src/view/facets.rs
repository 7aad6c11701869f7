//! Facet panels: what can be selected, with how many each value would give.

use leptos::prelude::*;

use crate::incident::taxonomy::{Category, MISSING, NOT_APPLICABLE, UNKNOWN};
use crate::query::facet::Facet;
use crate::state::Explorer;
use crate::words::Key;

/// How many values of a long facet are shown before "show all".
const SHORT: usize = 12;

/// Every panel, grouped as the taxonomy groups its categories.
#[component]
pub(super) fn Facets(explorer: Explorer) -> impl IntoView {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let panel = |id: &str, open: bool| {
        let place = catalog.facets.iter().position(|facet| facet.id == id)?;
        Some(view! { <Panel explorer place open/> })
    };
    let groups = catalog.taxonomy.groups.iter().enumerate().map(|(index, group)| {
        let panels: Vec<_> = group.categories.iter().filter_map(|category| panel(&category.id, index != 1)).collect();
        view! { <section class="group"><h2>{group.label.clone()}</h2>{panels}</section> }
    });
    let named = |label: Key, ids: &[&str]| {
        let panels: Vec<_> = ids.iter().filter_map(|id| panel(id, false)).collect();
        view! { <section class="group"><h2>{words.say(label)}</h2>{panels}</section> }
    };
    view! {
        {groups.collect_view()}
        {named(Key::Organizations, &["organization", "responsible", "impacted"])}
        {named(Key::TimeAndOrigin, &["year", "labels"])}
        <p class="aside">{words.say(Key::SeveralValues)}</p>
    }
}

#[component]
fn Panel(
    explorer: Explorer,
    /// Place of the facet in the catalogue.
    place: usize,
    /// Whether it starts unfolded.
    open: bool,
) -> impl IntoView {
    let catalog = explorer.catalog();
    let facet = &catalog.facets[place];
    let category = catalog.taxonomy.category(&facet.id).cloned();
    let words = explorer.words();
    let (id, label) = (facet.id.clone(), words.facet(&facet.id, &facet.label).to_owned());
    let selection = explorer.selection(id.clone());
    let counts = explorer.counts(place);
    let has_selection = move || selection.with(|selection| !selection.is_empty());
    let active = selection.get_untracked();
    let mark = move || {
        let count = selection.with(|selection| selection.any.len() + selection.all.len() + selection.none.len());
        (count > 0).then(|| view! { <span class="badge">{count}</span> })
    };
    let values = {
        let id = id.clone();
        let is_long = category.is_none();
        let expanded = explorer.is_expanded(id.clone());
        // Which values are listed: all of a category; of a long facet the most common, in the
        // facet's order, and whatever is selected.
        move || {
            let query = explorer.query().get();
            let catalog = explorer.catalog();
            let Some(facet) = catalog.facet(&id, query.basis) else { return Vec::new() };
            listed(facet, is_long && !expanded.get(), &query.selection(&id), &counts.get())
        }
    };
    let more = {
        let id = id.clone();
        let expanded = explorer.is_expanded(id.clone());
        let size = facet.values.len();
        (category.is_none() && size > SHORT + 1).then(|| {
            view! {
                <button class="quiet more" on:click=move |_| explorer.expand(&id)>
                    {move || {
                        if expanded.get() {
                            words.say(Key::ShowFewer).to_owned()
                        } else {
                            words.fill(Key::ShowAll, &[size.into()])
                        }
                    }}
                </button>
            }
        })
    };
    let of_values = (id.clone(), category.clone());
    let testid = format!("facet-{id}");
    view! {
        <details class="facet" open=open || !active.is_empty() data-testid=testid>
            <summary>{label.clone()} {mark}</summary>
            <fieldset>
                <legend class="hidden">{label}</legend>
                {category.as_ref().map(|category| view! { <p class="definition">{category.definition.clone()}</p> })}
                <ul>
                    <For each=values key=|value| value.clone() let(value)>
                        <ValueRow explorer facet=of_values.0.clone() category=of_values.1.clone() value counts/>
                    </For>
                </ul>
                {more}
                <Show when=has_selection>
                    <Switch explorer facet=id.clone()/>
                </Show>
            </fieldset>
        </details>
    }
}

/// The ids of the values to list, in the facet's order.
fn listed(facet: &Facet, short: bool, selection: &crate::query::Selection, counts: &[u32]) -> Vec<String> {
    let count = |place: usize| counts.get(place).copied().unwrap_or_default();
    let mut places: Vec<usize> = (0..facet.values.len())
        .filter(|place| {
            // A gap that nobody has is no choice; it stays where it was chosen.
            let value = &facet.values[*place];
            let is_gap = matches!(value.id.as_str(), MISSING | NOT_APPLICABLE);
            !is_gap || value.total > 0 || selection.mentions(&value.id)
        })
        .collect();
    if short && places.len() > SHORT {
        places.sort_by_key(|place| {
            (!selection.mentions(&facet.values[*place].id), std::cmp::Reverse(count(*place)), *place)
        });
        let kept = SHORT.max(places.iter().filter(|place| selection.mentions(&facet.values[**place].id)).count());
        places.truncate(kept);
        places.sort_unstable();
    }
    places.into_iter().map(|place| facet.values[place].id.clone()).collect()
}

#[component]
fn ValueRow(
    explorer: Explorer,
    facet: String,
    category: Option<Category>,
    value: String,
    counts: Memo<Vec<u32>>,
) -> impl IntoView {
    let catalog = explorer.catalog();
    let basis = explorer.query().with_untracked(|query| query.basis);
    let found = catalog.facet(&facet, basis);
    let place = found.and_then(|found| found.values.iter().position(|known| known.id == value)).unwrap_or_default();
    let words = explorer.words();
    let label = found.map_or_else(|| value.clone(), |found| words.value(found, &value));
    let meaning =
        category.as_ref().and_then(|category| category.option(&value)).map(|option| option.definition.clone());
    let special = matches!(value.as_str(), UNKNOWN | NOT_APPLICABLE | MISSING);
    let count = move || counts.with(|counts| counts.get(place).copied().unwrap_or_default() as usize);
    let all = catalog.len().max(1);
    let width = move || format!("scaleX({:.4})", count() as f64 / all as f64);
    let selection = explorer.selection(facet.clone());
    let is_wanted = {
        let value = value.clone();
        move || selection.with(|selection| selection.any.contains(&value) || selection.all.contains(&value))
    };
    let is_excluded = {
        let value = value.clone();
        move || selection.with(|selection| selection.none.contains(&value))
    };
    let is_pressed = is_excluded.clone();
    let of_only = (facet.clone(), value.clone());
    let (of_toggle, of_exclude) = (of_only.clone(), of_only.clone());
    let testid = format!("{facet}={value}");
    let only_label = words.fill(Key::OnlyValue, &[(&label).into()]);
    let exclude_label = words.fill(Key::Not, &[(&label).into()]);
    view! {
        <li class="value" class:special=special class:none=move || count() == 0 class:excluded=is_excluded>
            <label title=meaning>
                <input
                    type="checkbox"
                    data-testid=testid
                    prop:checked=is_wanted
                    on:change=move |_| explorer.toggle(&of_toggle.0, &of_toggle.1)
                />
                <span class="name" dir="auto">{label}</span>
                <span class="bar" aria-hidden="true"><span style:transform=width></span></span>
                <span class="count">{move || words.number(count())}</span>
            </label>
            <button
                class="exclude only"
                aria-label=only_label
                on:click=move |_| explorer.only(&of_only.0, &of_only.1)
            >
                {words.say(Key::Only)}
            </button>
            <button
                class="exclude"
                aria-label=exclude_label
                aria-pressed=move || is_pressed().to_string()
                on:click=move |_| explorer.exclude(&of_exclude.0, &of_exclude.1)
            >
                {words.say(Key::NotShort)}
            </button>
        </li>
    }
}

/// Any or all of the selected values, and clearing them.
#[component]
fn Switch(explorer: Explorer, facet: String) -> impl IntoView {
    let words = explorer.words();
    let selection = explorer.selection(facet.clone());
    let wanted = move || selection.with(|selection| selection.any.len() + selection.all.len());
    let asks_all = move || selection.with(|selection| !selection.all.is_empty());
    let (of_any, of_all, of_clear) = (facet.clone(), facet.clone(), facet);
    view! {
        <div class="switch">
            <Show when=move || wanted() != 0>
                <span role="group" aria-label=words.say(Key::Match)>
                    <button aria-pressed=move || (!asks_all()).to_string() on:click={
                        let facet = of_any.clone();
                        move |_| explorer.ask_all(&facet, false)
                    }>{words.say(Key::Any)}</button>
                    <button aria-pressed=move || asks_all().to_string() on:click={
                        let facet = of_all.clone();
                        move |_| explorer.ask_all(&facet, true)
                    }>{words.say(Key::All)}</button>
                </span>
            </Show>
            <button class="quiet" on:click=move |_| {
                explorer.remove(&crate::query::answer::Clause::Facet(of_clear.clone()))
            }>{words.say(Key::Clear)}</button>
        </div>
    }
}
