//! The chart over time: bars that stay where they are, that divide by a category, and that
//! filter by a press, by a drag or by two dates. `numbers` says the same in a table.

use leptos::ev::PointerEvent;
use leptos::html::Div;
use leptos::prelude::*;

use crate::query::Basis;
use crate::query::frame::Frame;
use crate::state::{Bars, CHART, Chart, Explorer, Of, Part};
use crate::timeline::Unit;
use crate::view::numbers::Numbers;
use crate::words::{Key, Words};

/// Incidents over time under all filters but the dates.
#[component]
pub(super) fn Histogram(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let frame = explorer.frame();
    let chart = explorer.chart();
    let divided = move || chart.with(|chart| !chart.parts.is_empty());
    view! {
        <section id=CHART class="timeline" aria-label=words.say(Key::Timeline) data-testid="timeline">
            <Controls explorer/>
            {move || match frame.get() {
                Some(frame) => view! { <Plot explorer frame chart/> }.into_any(),
                None => view! { <p class="aside">{words.say(Key::NoneDated)} " " <Otherwise explorer/></p> }.into_any(),
            }}
            <Show when=divided>
                <Legend explorer chart/>
            </Show>
            <Range explorer/>
            {move || frame.get().map(|frame| view! { <Numbers explorer frame chart/> })}
        </section>
    }
}

/// The other date, where nothing has the one that is chosen and something has that.
#[component]
fn Otherwise(explorer: Explorer) -> impl IntoView {
    let other = explorer.query().with_untracked(|query| query.basis).other();
    let label = match other {
        Basis::Reported => Key::BasisReported,
        Basis::Occurred => Key::BasisOccurred,
    };
    let label = move || [explorer.words().say(Key::ByDate), " ", explorer.words().say(label)].concat();
    let act = move |_| explorer.date_by(other);
    let has = explorer.catalog().dates(other).span().is_some();
    has.then(|| view! { <button class="quiet" data-testid="other-date" on:click=act>{label}</button> })
}

/// What divides the bars, and whether they show counts or shares.
#[component]
fn Controls(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let catalog = explorer.catalog();
    let categories: Vec<(String, String)> =
        catalog.taxonomy.categories().map(|category| (category.id.clone(), category.label.clone())).collect();
    let stack = move |id: String| {
        let stack = (!id.is_empty()).then_some(id);
        explorer.divide_bars(Bars { stack, ..untrack(|| explorer.bars()) });
    };
    let share = move |share: bool| explorer.divide_bars(Bars { share, ..untrack(|| explorer.bars()) });
    let chosen = move || {
        explorer.afterwards();
        untrack(|| explorer.bars())
    };
    let is_divided = move || chosen().stack.is_some();
    let shares = move || chosen().share;
    let known = explorer.known();
    let basis = move || {
        explorer.afterwards();
        explorer.query().with_untracked(|query| query.basis)
    };
    view! {
        <div class="controls">
            <label>
                {words.say(Key::ByDate)}
                " "
                <select autocomplete="off" data-testid="basis" on:change:target=move |event| {
                    let occurred = event.target().value() == Basis::Occurred.id();
                    explorer.date_by(if occurred { Basis::Occurred } else { Basis::Reported });
                }>
                    {[(Basis::Reported, Key::BasisReported), (Basis::Occurred, Key::BasisOccurred)]
                        .map(|(known, label)| view! {
                            <option value=known.id() selected=move || basis() == known>{words.say(label)}</option>
                        })
                        .collect_view()}
                </select>
            </label>
            <label>
                {words.say(Key::DivideBy)}
                " "
                <select autocomplete="off" data-testid="stack" on:change:target=move |event| stack(event.target().value())>
                    <option value="" selected=move || !is_divided()>{words.say(Key::DivideByNothing)}</option>
                    {categories
                        .into_iter()
                        .map(|(id, label)| {
                            let known = id.clone();
                            view! { <option value=id selected=move || chosen().stack.as_ref() == Some(&known)>{label}</option> }
                        })
                        .collect_view()}
                </select>
            </label>
            <Show when=is_divided>
                <span role="group" aria-label=words.say(Key::BarsShow)>
                    <button aria-pressed=move || (!shares()).to_string() on:click=move |_| share(false)>{words.say(Key::Counts)}</button>
                    <button aria-pressed=move || shares().to_string() data-testid="share" on:click=move |_| share(true)>{words.say(Key::Shares)}</button>
                </span>
            </Show>
            <Show when=shares>
                <button class="quiet" data-testid="known" on:click=move |_| explorer.share_known(!known.get_untracked())>
                    {move || words.say(if known.get() { Key::CountUnknown } else { Key::LeaveUnknown })}
                </button>
            </Show>
        </div>
    }
}

/// The bars, their axis, and dragging over them.
#[component]
fn Plot(explorer: Explorer, frame: Frame, chart: Memo<Chart>) -> impl IntoView {
    let words = explorer.words();
    let place: NodeRef<Div> = NodeRef::new();
    let (most, shares) = (move || chart.with(|chart| chart.most), move || chart.with(|chart| chart.share));
    let percent = move |bins: usize| format!("{:.3}%", bins as f64 * 100.0 / frame.len as f64);
    // The bin under a pointer: bars are of one width, from one edge to the other.
    let under = move |event: &PointerEvent| {
        let width = place.get_untracked().map_or(0, |node| node.offset_width()).max(1);
        let at = (i64::from(event.offset_x()) * frame.len as i64) / i64::from(width);
        at.clamp(0, frame.len as i64 - 1) as usize
    };
    let begin = move |event: PointerEvent| {
        if event.button() == 0 {
            if let Some(node) = place.get_untracked() {
                // Without capture, which some pointers refuse, a drag ends at the chart's edge.
                let _ = node.set_pointer_capture(event.pointer_id());
            }
            explorer.drag(under(&event));
        }
    };
    let go_on = move |event: PointerEvent| {
        if explorer.dragged().with_untracked(Option::is_some) {
            explorer.drag(under(&event));
        }
    };
    let shown = move || {
        let (begun, ended) = explorer.dragged().get()?;
        let (from, to) = (begun.min(ended), begun.max(ended));
        // One by one: a strict policy forbids them as the text of an attribute.
        Some((percent(from), percent(to - from + 1)))
    };
    let ticks = frame.unit.ticks(frame.first, frame.len).into_iter().map(|(at, label)| {
        view! { <span style:inset-inline-start=percent(at)>{label}</span> }
    });
    view! {
        <p class="readout" aria-hidden="true">{move || if shares() { words.percent(1.0) } else { words.number(most() as usize) }}</p>
        <div class="plot">
            <ol
                class="bars"
                data-testid="bars"
                on:keydown=move |event| {
                    // With another key, arrows are the browser's: one way back, for instance.
                    let alone = !(event.alt_key() || event.ctrl_key() || event.meta_key());
                    if alone && explorer.press_in_bars(&event.key()) {
                        event.prevent_default();
                    }
                }
            >
                {frame.bins().enumerate().map(|(at, number)| view! { <Bar explorer frame chart at number/> }).collect_view()}
            </ol>
            // What the range leaves out lies under a veil: two, and not something for each bar to be asked.
            <span class="veil" style:inset-inline-start="0" style:width=move || percent(explorer.in_range(frame).0)></span>
            <span class="veil" style:inset-inline-end="0" style:width=move || percent(frame.len - explorer.in_range(frame).1)></span>
            // Over the bars, for pointers; keys go to the bars themselves.
            <div
                class="brush"
                aria-hidden="true"
                data-testid="brush"
                node_ref=place
                on:pointerdown=begin
                on:pointermove=go_on
                on:pointerup=move |_| explorer.drop()
                on:pointercancel=move |_| explorer.cancel_drag()
            >
                {move || shown().map(|(left, width)| view! { <span style:inset-inline-start=left style:width=width></span> })}
            </div>
        </div>
        <div class="axis" aria-hidden="true">{ticks.collect_view()}</div>
    }
}

#[component]
fn Bar(explorer: Explorer, frame: Frame, chart: Memo<Chart>, at: usize, number: i64) -> impl IntoView {
    let words = explorer.words();
    let name = bin_name(words, frame.unit, number);
    let label = move || {
        explorer.afterwards();
        let bin = chart.with_untracked(|chart| chart.bins.get(at).copied().unwrap_or_default());
        let mut label = words.fill(Key::Bar, &[(&name).into(), (bin.count as usize).into()]);
        if bin.uncertain > 0 {
            label = words.fill(Key::BarUncertain, &[(&label).into(), (bin.uncertain as usize).into()]);
        }
        chart.with_untracked(|chart| {
            for part in chart.parts.iter().filter(|part| part.counts.get(at).is_some_and(|count| *count > 0)) {
                let (of, count) = (name_of(words, part), part.counts[at] as usize);
                label = words.fill(Key::BarPart, &[(&label).into(), (&of).into(), count.into()]);
            }
            if let Some(count) = chart.left_out.get(at).filter(|count| **count > 0) {
                let of = words.say(Key::HeadLeftOut);
                label = words.fill(Key::BarPart, &[(&label).into(), of.into(), (*count as usize).into()]);
            }
        });
        label
    };
    // Scaled and not sized: a bar that grows needs no layout.
    let height = move || {
        let (most, share, count) = chart.with(|chart| (chart.most.max(1), chart.share, chart.height(at)));
        let part = if share { f64::from(count.min(1)) } else { f64::from(count) / f64::from(most) };
        format!("scaleY({part:.3})")
    };
    let fill = move || chart.with(|chart| layers(chart, at));
    view! {
        <li>
            <button
                class="column"
                // One stop for Tab, however many bars there are: arrows go on from there.
                tabindex=if at == 0 { "0" } else { "-1" }
                aria-label=label
                data-bin=frame.unit.name(number)
                on:click=move |_| explorer.press_bar(at)
            >
                <span style:transform=height style:background=fill></span>
            </button>
        </li>
    }
}

/// What a bin is called: the years that it reaches from and to where it is wider, else its own date.
pub(super) fn bin_name(words: Words, unit: Unit, number: i64) -> String {
    if unit <= Unit::Year {
        return unit.name(number);
    }
    let (first, last) = (number * unit.years(), (number + 1) * unit.years() - 1);
    words.fill(Key::FromTo, &[(&Unit::Year.name(first)).into(), (&Unit::Year.name(last)).into()])
}

/// What a colour is called.
pub(super) fn name_of(words: Words, part: &Part) -> String {
    match &part.of {
        Of::Value { label, .. } => label.clone(),
        Of::Rest(count) => words.fill(Key::Others, &[(*count).into()]),
    }
}

/// The colours of a divided bar from its foot up, each as high as its value is common in the
/// bin; nothing for a bar that is whole, whose colour is the style's.
fn layers(chart: &Chart, at: usize) -> Option<String> {
    let counts: Vec<u32> = chart.parts.iter().map(|part| part.counts.get(at).copied().unwrap_or_default()).collect();
    let all: u32 = counts.iter().sum();
    if all == 0 {
        return None;
    }
    let mut below = 0;
    let mut stops = Vec::new();
    for (place, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let percent = |count: u32| 100.0 * f64::from(count) / f64::from(all);
        stops.push(format!("var(--c{place}) {:.1}% {:.1}%", percent(below), percent(below + count)));
        below += count;
    }
    Some(format!("linear-gradient(to top, {})", stops.join(",")))
}

/// What each colour stands for.
#[component]
fn Legend(explorer: Explorer, chart: Memo<Chart>) -> impl IntoView {
    let words = explorer.words();
    let parts = move || {
        explorer.afterwards();
        chart.with_untracked(|chart| {
            chart.parts.iter().map(|part| (part.of.clone(), name_of(words, part))).collect::<Vec<_>>()
        })
    };
    let left_out = move || {
        explorer.afterwards();
        chart.with_untracked(|chart| chart.left_out.iter().sum::<u32>() as usize)
    };
    view! {
        <ul class="legend">
            {move || {
                parts()
                    .into_iter()
                    .enumerate()
                    .map(|(place, (of, label))| {
                        let swatch = view! { <span class="swatch" style:background=format!("var(--c{place})")></span> };
                        match of {
                            Of::Value { id: value, .. } => view! {
                                <li><button class="quiet" on:click=move |_| {
                                    if let Some(category) = untrack(|| explorer.bars()).stack {
                                        explorer.toggle(&category, &value);
                                    }
                                }>{swatch}" "{label}</button></li>
                            }.into_any(),
                            Of::Rest(_) => view! { <li>{swatch}" "{label}</li> }.into_any(),
                        }
                    })
                    .collect_view()
            }}
            <li class="aside">{words.say(Key::LegendNote)}</li>
            {move || match left_out() {
                0 => ().into_any(),
                many => view! { <li class="aside" data-testid="left-out">{words.fill(Key::LeftOut, &[many.into()])}</li> }.into_any(),
            }}
        </ul>
    }
}

/// The same filter as two dates, and looking closely at what they enclose.
#[component]
fn Range(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let ranged = move || explorer.query().with(|query| query.from.is_some() || query.to.is_some());
    let zoomed = move || explorer.bars().zoom.is_some();
    view! {
        <div class="range">
            <Edge explorer label=Key::EdgeFrom testid="from" is_from=true/>
            <Edge explorer label=Key::EdgeTo testid="to" is_from=false/>
            <Show when=ranged>
                <button class="quiet icon-zoom" data-testid="zoom-in" on:click=move |_| explorer.zoom(true)>{words.say(Key::ZoomIn)}</button>
                <button class="quiet" on:click=move |_| explorer.between(None, None)>{words.say(Key::AnyDate)}</button>
            </Show>
            <Show when=zoomed>
                <button class="quiet" data-testid="zoom-out" on:click=move |_| explorer.zoom(false)>{words.say(Key::ZoomOut)}</button>
            </Show>
            <span class="aside">
                {move || match explorer.undated() {
                    0 => String::new(),
                    many => words.fill(Key::Undated, &[many.into()]),
                }}
            </span>
        </div>
    }
}

/// One end of the date range, as an EDTF date.
#[component]
fn Edge(explorer: Explorer, label: Key, testid: &'static str, is_from: bool) -> impl IntoView {
    let shown = move || {
        explorer.query().with(|query| {
            let date = if is_from { &query.from } else { &query.to };
            date.as_ref().map(ToString::to_string).unwrap_or_default()
        })
    };
    view! {
        <label>
            {explorer.words().say(label)}
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
