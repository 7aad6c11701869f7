//! The selection as a table: a line for each incident, sorted by the heads of its columns.

use leptos::prelude::*;

use crate::query::Sort;
use crate::state::Explorer;
use crate::view::results;
use crate::words::Key;

/// The most categories that get a column when nobody has chosen.
const FEW: usize = 3;

/// The table, with the columns that are chosen.
#[component]
pub(super) fn Table(explorer: Explorer) -> impl IntoView {
    let shown = explorer.shown();
    let columns = explorer.columns(FEW);
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let labels: Vec<(String, String)> =
        catalog.taxonomy.categories().map(|category| (category.id.clone(), category.label.clone())).collect();
    let heads = {
        let labels = labels.clone();
        move || {
            let chosen = columns.get();
            let heads = labels.iter().filter(|(id, _)| chosen.contains(id));
            heads.map(|(_, label)| view! { <th scope="col">{label.clone()}</th> }).collect_view()
        }
    };
    view! {
        <details class="columns">
            <summary>{words.say(Key::Columns)}</summary>
            <ul>
                {labels
                    .into_iter()
                    .map(|(id, label)| {
                        let known = id.clone();
                        view! {
                            <li><label>
                                <input
                                    type="checkbox"
                                    data-testid=format!("column-{id}")
                                    prop:checked=move || columns.with(|columns| columns.contains(&known))
                                    on:change=move |_| explorer.toggle_column(&id, FEW)
                                />
                                " "
                                {label}
                            </label></li>
                        }
                    })
                    .collect_view()}
            </ul>
        </details>
        <div class="scroll" tabindex="0" role="region" aria-label=words.say(Key::TableRegion)>
            <table class="incidents" data-testid="table">
                <caption class="hidden">{words.say(Key::TableCaption)}</caption>
                <thead>
                    <tr>
                        <Head explorer label=words.say(Key::HeadIncident) falling=None rising=Sort::Title/>
                        <Head explorer label=words.say(Key::HeadDate) falling=Some(Sort::Newest) rising=Sort::Oldest/>
                        <th scope="col">{words.say(Key::Organizations)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>
                    <For each=move || shown.get() key=|index| *index let(index)>
                        <Line explorer index columns/>
                    </For>
                </tbody>
            </table>
        </div>
        <results::More explorer/>
        <results::Picked explorer/>
    }
}

/// The head of a column that sorts: first one way, then the other.
#[component]
fn Head(explorer: Explorer, label: &'static str, falling: Option<Sort>, rising: Sort) -> impl IntoView {
    let sort = move || explorer.query().with(|query| query.sort);
    let said = move || match sort() {
        now if now == rising => "ascending",
        now if Some(now) == falling => "descending",
        _ => "none",
    };
    let next = move |_| {
        let next = match (explorer.query().get_untracked().sort, falling) {
            (now, Some(falling)) if now != falling => falling,
            (now, None) if now == rising => Sort::Natural,
            _ => rising,
        };
        explorer.sort_by(next);
    };
    view! {
        <th scope="col" aria-sort=said>
            <button class="quiet" on:click=next>
                {label}
                <span class=move || match said() { "ascending" => "icon-up", "descending" => "icon-down", _ => "" }></span>
            </button>
        </th>
    }
}

#[component]
fn Line(explorer: Explorer, index: usize, columns: Memo<Vec<String>>) -> impl IntoView {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let row = explorer.always(index);
    let date = {
        let catalog = catalog.clone();
        move || {
            let basis = explorer.query().with(|query| query.basis);
            catalog.date(index, basis).map(|date| words.date(date))
        }
    };
    let mut named = catalog.organizations(index);
    named.truncate(3);
    let named = named.join(", ");
    let cells = {
        let catalog = catalog.clone();
        move || {
            let cell = |category: &crate::incident::taxonomy::Category| {
                let choice = catalog.columns.choice(&category.id, index);
                let labels: Vec<&str> = choice.options().iter().map(|option| category.label_of(option)).collect();
                view! { <td>{labels.join(", ")}</td> }
            };
            let chosen = columns.get();
            let categories = catalog.taxonomy.categories().filter(|category| chosen.contains(&category.id));
            categories.map(cell).collect_view()
        }
    };
    view! {
        <tr data-testid="row">
            <th scope="row"><results::Title explorer row/>" "<results::Pick explorer row/></th>
            <td>{date}</td>
            <td dir="auto">{named}</td>
            {cells}
        </tr>
    }
}
