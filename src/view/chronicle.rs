//! The selection along time: each incident at its date, as long as that date is uncertain.

use leptos::prelude::*;

use crate::incident::Date;
use crate::incident::date::Day;
use crate::query::Basis;
use crate::state::Explorer;
use crate::timeline::Unit;
use crate::view::results;
use crate::words::Key;

/// The incidents in the order of the selection, under one axis.
#[component]
pub(super) fn Chronicle(explorer: Explorer) -> impl IntoView {
    let shown = explorer.shown();
    let frame = explorer.frame();
    let ends = Signal::derive(move || {
        let frame = frame.get()?;
        let unit = frame.unit;
        Some((unit.start(frame.first), unit.start(frame.first + frame.len as i64) - 1))
    });
    let ticks = move || {
        frame.get().map(|frame| {
            let ticks = frame.unit.ticks(frame.first, frame.len).into_iter().map(|(at, label)| {
                let left = format!("{:.3}%", 100.0 * at as f64 / frame.len as f64);
                view! { <span style:inset-inline-start=left>{label}</span> }
            });
            ticks.collect_view()
        })
    };
    view! {
        <div class="chronicle">
            <div class="axis" aria-hidden="true">{ticks}</div>
            <ol data-testid="chronicle">
                <For each=move || shown.get() key=|index| *index let(index)>
                    <Event explorer index ends/>
                </For>
            </ol>
        </div>
        <results::More explorer/>
    }
}

/// One incident: its name, its date in words, and the stretch of time that the date may mean.
#[component]
fn Event(explorer: Explorer, index: usize, ends: Signal<Option<(Day, Day)>>) -> impl IntoView {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let basis = explorer.query().with_untracked(|query| query.basis);
    let (date, other) = (catalog.date(index, basis), catalog.date(index, basis.other()));
    let said = match (date, other) {
        (Some(date), _) => words.date(date),
        (None, Some(other)) => {
            let key = match basis {
                Basis::Reported => Key::NoReportedDate,
                Basis::Occurred => Key::NoOccurredDate,
            };
            words.fill(key, &[(&words.date(other)).into()])
        }
        (None, None) => words.say(Key::NoDate).to_owned(),
    };
    let span = date.cloned();
    let stretch = move || {
        let (first, last) = ends.get()?;
        place(span.as_ref()?, first, last)
    };
    view! {
        <li data-testid="row">
            <results::Title explorer row=explorer.always(index)/>
            <span class="when">{said}</span>
            <span class="track" aria-hidden="true">
                {move || stretch().map(|(left, width)| view! { <span style:inset-inline-start=left style:width=width></span> })}
            </span>
        </li>
    }
}

/// Where a date lies between two days, and how wide it is, as shares of the whole; `None` outside.
fn place(date: &Date, first: Day, last: Day) -> Option<(String, String)> {
    let whole = f64::from(last - first + 1);
    let (from, to) = (date.first().max(first), date.last().min(last));
    let day = |day: Day| Unit::Day.bin(day) - Unit::Day.bin(first);
    (from <= to).then(|| {
        let (left, width) = (100.0 * day(from) as f64 / whole, 100.0 * (day(to) - day(from) + 1) as f64 / whole);
        (format!("{left:.3}%"), format!("{width:.3}%"))
    })
}
