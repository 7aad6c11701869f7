//! The histogram of dates: every bar is a button, and two inputs do the same.

use leptos::prelude::*;

use crate::incident::Date;
use crate::state::Explorer;
use crate::timeline::Bin;
use crate::view::words;

/// Incidents over time under all filters but the dates.
#[component]
pub(super) fn Histogram(explorer: Explorer) -> impl IntoView {
    let histogram = explorer.histogram();
    let bars = move || {
        histogram.with(|histogram| {
            let most = histogram.bins.iter().map(|bin| bin.count).max().unwrap_or(1).max(1);
            histogram.named().map(|(from, bin)| view! { <Bar explorer from bin most/> }).collect_view()
        })
    };
    let undated = move || histogram.with(|histogram| histogram.undated as usize);
    let ends = move || {
        histogram.with(|histogram| {
            let named: Vec<String> = histogram.named().map(|(from, _)| from).collect();
            Some((named.first()?.clone(), named.last()?.clone()))
        })
    };
    view! {
        <section class="timeline" aria-label="Timeline" data-testid="timeline">
            <ol class="bars">
                {bars}
            </ol>
            <div class="axis" aria-hidden="true">
                {move || ends().map(|(first, last)| view! { <span>{first}</span> <span>{last}</span> })}
            </div>
            <div class="range">
                <Edge explorer label="From" testid="from" is_from=true/>
                <Edge explorer label="to" testid="to" is_from=false/>
                <span class="aside">
                    {move || match undated() {
                        0 => String::new(),
                        1 => "1 incident carries no date".to_owned(),
                        many => format!("{} carry no date", words::incidents(many)),
                    }}
                </span>
            </div>
        </section>
    }
}

#[component]
fn Bar(explorer: Explorer, from: String, bin: Bin, most: u32) -> impl IntoView {
    let Bin { count, uncertain } = bin;
    let mut label = format!("{from}: {}", words::incidents(count as usize));
    if uncertain > 0 {
        label.push_str(&format!(", {uncertain} of them not known so closely"));
    }
    let height = format!("{:.1}%", 100.0 * f64::from(count) / f64::from(most));
    let date = Date::parse(&from).ok();
    let of_state = date.clone();
    let selected = move || {
        explorer.query().with(|query| match (&of_state, &query.from, &query.to) {
            (_, None, None) | (None, ..) => true,
            (Some(bin), from, to) => {
                from.as_ref().is_none_or(|from| bin.last() >= from.first())
                    && to.as_ref().is_none_or(|to| bin.first() <= to.last())
            }
        })
    };
    let pick = move |_| {
        let now = explorer.query().get_untracked();
        if now.from == date && now.to == date {
            explorer.between(None, None);
        } else {
            explorer.between(date.clone(), date.clone());
        }
    };
    view! {
        <li>
            <button class="column" class:out=move || !selected() title=label.clone() aria-label=label data-bin=from on:click=pick>
                <span style:height=height></span>
            </button>
        </li>
    }
}

/// One end of the date range, as an EDTF date.
#[component]
fn Edge(explorer: Explorer, label: &'static str, testid: &'static str, is_from: bool) -> impl IntoView {
    let shown = move || {
        explorer.query().with(|query| {
            let date = if is_from { &query.from } else { &query.to };
            date.as_ref().map(ToString::to_string).unwrap_or_default()
        })
    };
    view! {
        <label>
            {label}
            " "
            <input
                type="text"
                size="10"
                placeholder="2011-03"
                autocomplete="off"
                data-testid=testid
                prop:value=shown
                on:change:target=move |event| explorer.set_edge(is_from, &event.target().value())
            />
        </label>
    }
}
