//! The chart over time as a table: how many in each bin and, where a category divides the bars, how many
//! of each part, its share where bars are shares, and what shares leave out.

use leptos::prelude::*;

use crate::query::frame::Frame;
use crate::state::{Chart, Explorer};
use crate::timeline::Unit;
use crate::view::timeline::{bin_name, name_of};
use crate::words::Key;

/// The chart in numbers, made when it is unfolded.
#[component]
pub(super) fn Numbers(explorer: Explorer, frame: Frame, chart: Memo<Chart>) -> impl IntoView {
    let words = explorer.words();
    let unit = match frame.unit {
        Unit::Day => Key::Day,
        Unit::Month => Key::Month,
        Unit::Year => Key::Year,
        Unit::Decade | Unit::Century => Key::Years,
    };
    let unit = words.say(unit);
    let rows = move || {
        explorer.afterwards();
        chart.with_untracked(|chart| {
            let bins = frame.bins().zip(&chart.bins).enumerate().filter(|(_, (_, bin))| bin.count > 0);
            let row = |(at, (number, bin)): (usize, (i64, &crate::timeline::Bin))| {
                let given: u32 = chart.parts.iter().map(|part| part.counts[at]).sum();
                let cell = |count: u32| {
                    let said = words.number(count as usize);
                    let share = words.percent(count as f32 / given.max(1) as f32);
                    if chart.share { words.fill(Key::CountShare, &[(&said).into(), (&share).into()]) } else { said }
                };
                let parts = chart.parts.iter().map(|part| view! { <td>{cell(part.counts[at])}</td> });
                let left_out = chart.left_out.get(at).map(|count| view! { <td>{words.number(*count as usize)}</td> });
                view! {
                    <tr>
                        <th scope="row">{bin_name(words, frame.unit, number)}</th>
                        <td>{words.number(bin.count as usize)}</td>
                        {parts.collect_view()}
                        {left_out}
                    </tr>
                }
            };
            bins.map(row).collect_view()
        })
    };
    let shown = explorer.numbers();
    let heads = move || {
        explorer.afterwards();
        chart.with_untracked(|chart| {
            let left_out = (!chart.left_out.is_empty()).then(|| words.say(Key::HeadLeftOut).to_owned());
            let names = chart.parts.iter().map(|part| name_of(words, part)).chain(left_out);
            names.map(|name| view! { <th scope="col">{name}</th> }).collect_view()
        })
    };
    view! {
        <details
            class="numbers"
            data-testid="numbers"
            on:toggle:target=move |event| explorer.show_numbers(event.target().open())
        >
            <summary>{words.say(Key::AsTable)}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label=words.say(Key::OverTime)>
                <table>
                    <caption class="hidden">{words.say(Key::OverTimeCaption)}</caption>
                    <thead><tr><th scope="col">{unit}</th><th scope="col">{words.say(Key::HeadIncidents)}</th>{heads}</tr></thead>
                    // Made when it is looked at: a click elsewhere should not wait for it.
                    <tbody>{move || shown.get().then(rows)}</tbody>
                </table>
            </div>
        </details>
    }
}
