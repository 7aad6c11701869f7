//! Facet panels: what can be selected, with how many each value would give.

use std::cell::Cell;

use leptos::prelude::*;

use crate::incident::taxonomy::{MISSING, NOT_APPLICABLE, UNKNOWN};
use crate::query::Clause;
use crate::query::Selection;
use crate::state::{Explorer, Listing, Panel, Reach, SHORT};
use crate::words::Key;

/// How many panels have their values at once: more than a screen has room for.
const FIRST: usize = 5;

/// Every panel, grouped as the taxonomy groups its categories.
#[component]
pub(super) fn Facets(explorer: Explorer) -> impl IntoView {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let reach = explorer.reach();
    let drawn = Cell::new(0);
    let panel = |id: &str, open: bool| {
        let place = catalog.facets.iter().position(|facet| facet.id == id)?;
        let is_first = drawn.replace(drawn.get() + 1) < FIRST;
        Some(view! { <Panel explorer place open is_first reach/> })
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
        <div class:measured=move || reach.get() == Reach::Everything>
            {groups.collect_view()}
            {named(Key::Organizations, &["organization", "responsible", "impacted"])}
            {named(Key::TimeAndOrigin, &["year", "labels"])}
            <p class="aside">{words.say(Key::SeveralValues)}</p>
        </div>
    }
}

#[component]
fn Panel(
    explorer: Explorer,
    /// Place of the facet in the catalogue.
    place: usize,
    /// Whether it starts unfolded.
    open: bool,
    /// Whether it is one of the first.
    is_first: bool,
    reach: ReadSignal<Reach>,
) -> impl IntoView {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let facet = &catalog.facets[place];
    let category = catalog.taxonomy.category(&facet.id);
    let (id, label) = (facet.id.clone(), words.facet(&facet.id, &facet.label).to_owned());
    let selection = explorer.selection(place);
    let panel = explorer.panel(&id);
    // Where somebody is known to want it, else where a link has selected something.
    let open = open || !selection.with_untracked(|it| it.is_empty());
    let open = panel.with_untracked(|panel| panel.is_open(open));
    let has_values = explorer.has_values(panel, open, is_first, reach);
    let mark = move || {
        let count = selection.with(|selection| selection.any.len() + selection.all.len() + selection.none.len());
        (count > 0).then(|| view! { <span class="badge">{count}</span> })
    };
    let definition = category.filter(|category| !category.definition.is_empty());
    let definition = definition.map(|category| view! { <p class="definition">{category.definition.clone()}</p> });
    let rows = facet.values.len().min(SHORT).max(category.map_or(0, |category| category.options.len() + 3)).to_string();
    let (named, of_fold) = (Explorer::id_of_panel(&id), id.clone());
    view! {
        <details
            class=if is_first { "facet first" } else { "facet" }
            open=open
            data-testid=named.clone()
            id=named
            on:toggle:target=move |event| {
                let now = event.target().open();
                if now != panel.with_untracked(|panel| panel.is_open(open)) {
                    explorer.fold(&of_fold, now);
                }
            }
        >
            <summary>{label.clone()} {mark}</summary>
            // About how high it will be, so that what follows it does not lie over it.
            <fieldset style=("--rows", rows)>
                <legend class="hidden">{label}</legend>
                {definition}
                {move || has_values.get().then(|| values(explorer, place, panel))}
            </fieldset>
        </details>
    }
}

/// What an open panel shows: how it is looked at, its values, and more of them.
fn values(explorer: Explorer, place: usize, panel: Memo<Panel>) -> impl IntoView {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let facet = &catalog.facets[place];
    let category = catalog.taxonomy.category(&facet.id);
    let id = facet.id.clone();
    // Organizations have no order of their own but the alphabet's.
    let is_names = !matches!(id.as_str(), "year" | "labels") && category.is_none();
    let listing = if is_names { Listing::Count } else { Listing::Own };
    let is_long = facet.values.len() > SHORT + 1;
    let (counts, selection) = (explorer.counts(place), explorer.selection(place));
    let listed = explorer.listed(place, counts, listing, category.is_none());
    let explains = category.is_some_and(|category| category.options.iter().any(|option| !option.definition.is_empty()));
    let several = facet.total() > catalog.len();
    let (of_find, of_more, of_fewer, of_rows) = (id.clone(), id.clone(), id.clone(), id.clone());
    let find = is_long.then(|| {
        let label = words.fill(Key::FindIn, &[words.facet(&facet.id, &facet.label).into()]);
        view! {
            <input
                type="search"
                class="find"
                aria-label=label.clone()
                placeholder=label
                prop:value=move || panel.with(|panel| panel.find.clone())
                on:input:target=move |event| explorer.look(&of_find, |panel| panel.find = event.target().value())
            />
        }
    });
    view! {
        <Ways explorer facet=id selection panel listing is_names explains several/>
        {find}
        <ul class:explained=move || panel.with(|panel| panel.explained)>
            <For each=move || listed.get().0 key=|value| value.clone() let(value)>
                <ValueRow explorer facet=of_rows.clone() value counts selection/>
            </For>
        </ul>
        <Show when=move || listed.with(|(values, _)| values.is_empty())>
            <p class="aside">{words.say(Key::NoSuchValue)}</p>
        </Show>
        <div class="more">
            {move || {
                let (left, id) = (listed.with(|(_, left)| *left), of_more.clone());
                (left > 0).then(|| view! {
                    <button id=Explorer::id_of_more(&id) class="quiet" on:click=move |_| explorer.show_more_values(&id, listed)>
                        {words.fill(Key::MoreValues, &[left.into()])}
                    </button>
                })
            }}
            {move || {
                let id = of_fewer.clone();
                panel.with(|panel| panel.more > 0).then(|| view! {
                    <button class="quiet" on:click=move |_| explorer.show_fewer_values(&id)>
                        {words.say(Key::ShowFewer)}
                    </button>
                })
            }}
        </div>
    }
}

/// Any or all, the order, the meanings, and clearing what is selected. They are always there, so
/// that a click on a value moves nothing.
#[component]
fn Ways(
    explorer: Explorer,
    facet: String,
    selection: Memo<Selection>,
    panel: Memo<Panel>,
    listing: Listing,
    is_names: bool,
    explains: bool,
    several: bool,
) -> impl IntoView {
    let words = explorer.words();
    let asks_all = move || {
        selection.with(|selection| match selection.any.is_empty() && selection.all.is_empty() {
            true => panel.with(|panel| panel.all),
            false => !selection.all.is_empty(),
        })
    };
    let quantifier = |key: Key, all: bool| {
        let facet = facet.clone();
        view! {
            <button
                aria-pressed=move || (asks_all() == all).to_string()
                on:click=move |_| explorer.ask_all(&facet, all)
            >
                {words.say(key)}
            </button>
        }
    };
    let orders = [(Listing::Own, Key::ListOwn), (Listing::Count, Key::ListCount), (Listing::Name, Key::ListName)];
    let options = orders.into_iter().enumerate().skip(usize::from(is_names)).map(|(number, (known, key))| {
        let is_it = move || panel.with(|panel| panel.listing.unwrap_or(listing) == known);
        view! { <option value=number selected=is_it>{words.say(key)}</option> }
    });
    let (of_order, of_meaning, of_clear) = (facet.clone(), facet.clone(), facet.clone());
    let order = move |value: String| {
        let chosen = value.parse().ok().and_then(|place: usize| orders.get(place)).map(|(listing, _)| *listing);
        explorer.look(&of_order, |panel| panel.listing = chosen);
    };
    view! {
        <div class="ways">
            {several.then(|| view! {
                <span class="switch" role="group" aria-label=words.say(Key::Match)>
                    {quantifier(Key::Any, false)}
                    {quantifier(Key::All, true)}
                </span>
            })}
            <select autocomplete="off" aria-label=words.say(Key::ListedBy) on:change:target=move |event| order(event.target().value())>
                {options.collect_view()}
            </select>
            {explains.then(|| view! {
                <button
                    class="quiet"
                    aria-pressed=move || panel.with(|panel| panel.explained).to_string()
                    on:click=move |_| explorer.look(&of_meaning, |panel| panel.explained = !panel.explained)
                >
                    {words.say(Key::Meanings)}
                </button>
            })}
            <button
                class="quiet clear"
                // A button that is disabled would lose the focus, and this one has just been pressed.
                aria-disabled=move || selection.with(|selection| selection.is_empty()).to_string()
                on:click=move |_| explorer.remove(&Clause::Facet(of_clear.clone()))
            >
                {words.say(Key::Clear)}
            </button>
        </div>
    }
}

#[component]
fn ValueRow(
    explorer: Explorer,
    facet: String,
    value: String,
    counts: Memo<Vec<u32>>,
    selection: Memo<Selection>,
) -> impl IntoView {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let basis = explorer.query().with_untracked(|query| query.basis);
    let found = catalog.facet(&facet, basis);
    let place = found.and_then(|found| found.place(&value)).unwrap_or_default();
    let label = found.map_or_else(|| value.clone(), |found| words.value(found, &value));
    let option = catalog.taxonomy.category(&facet).and_then(|category| category.option(&value));
    let meaning = option.map(|option| option.definition.clone()).filter(|meaning| !meaning.is_empty());
    let special = matches!(value.as_str(), UNKNOWN | NOT_APPLICABLE | MISSING);
    let count = move || counts.with(|counts| counts.get(place).copied().unwrap_or_default() as usize);
    let all = catalog.len().max(1);
    let share = move || format!("{:.2}% 100%", count() as f64 * 100.0 / all as f64);
    let is_wanted = {
        let value = value.clone();
        move || selection.with(|selection| selection.any.contains(&value) || selection.all.contains(&value))
    };
    let is_excluded = {
        let value = value.clone();
        move || selection.with(|selection| selection.none.contains(&value))
    };
    let is_pressed = is_excluded.clone();
    // One for all: a click asks every row.
    let class = move || {
        let if_so = |is: bool, name: &'static str| if is { name } else { "" };
        ["value", if_so(special, " special"), if_so(count() == 0, " none"), if_so(is_excluded(), " excluded")].concat()
    };
    let of_only = (facet.clone(), value.clone());
    let (of_toggle, of_exclude) = (of_only.clone(), of_only.clone());
    let testid = Explorer::id_of_value(&facet, &value);
    let only_label = words.fill(Key::OnlyValue, &[(&label).into()]);
    let exclude_label = words.fill(Key::Not, &[(&label).into()]);
    view! {
        <li class=class>
            <label>
                <input
                    type="checkbox"
                    // What is ticked is the link's to say. Else browsers note it with every step, and tick
                    // it again when the page is loaded anew.
                    autocomplete="off"
                    id=testid.clone()
                    data-testid=testid
                    prop:checked=is_wanted
                    on:change=move |_| explorer.toggle(&of_toggle.0, &of_toggle.1)
                />
                <span class="name" dir="auto">{label}</span>
                <span class="bar" aria-hidden="true" style:background-size=share></span>
                <span class="count">{move || words.number(count())}</span>
            </label>
            // Over the row and not in it: names have its whole width.
            <span class="acts">
                <button aria-label=only_label on:click=move |_| explorer.only(&of_only.0, &of_only.1)>
                    {words.say(Key::Only)}
                </button>
                <button
                    class="not"
                    aria-label=exclude_label
                    aria-pressed=move || is_pressed().to_string()
                    on:click=move |_| explorer.exclude(&of_exclude.0, &of_exclude.1)
                >
                    {words.say(Key::NotShort)}
                </button>
            </span>
            {meaning.map(|meaning| view! { <p class="meaning" dir="auto">{meaning}</p> })}
        </li>
    }
}
