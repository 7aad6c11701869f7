//! What the chart over time shows: bins that stay put, how they divide, and where a drag is.
//!
//! Derived from the answer; the only thing kept here is the stretch that somebody is dragging
//! over, which becomes a filter when they let go.

use leptos::prelude::*;

use crate::incident::Date;
use crate::incident::taxonomy::is_known;
use crate::link::Bars;
use crate::query::bits::Bits;
use crate::query::dates::Dates;
use crate::query::facet::Facet;
use crate::query::frame::Frame;
use crate::state::explorer::Explorer;
use crate::state::pace::Spot;
use crate::timeline::{Bin, Unit};
use crate::words::Key;

/// The most parts that a bar is divided into; what is left is one part more.
pub const MOST_PARTS: usize = 7;

/// What a part of the bars stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// One value of the category.
    Value {
        /// How links spell it.
        id: String,
        /// Its name.
        label: String,
    },
    /// So many values that are left.
    Rest(usize),
}

/// One colour of the bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What of the category it stands for.
    pub of: Of,
    /// How often it is given, per bin.
    pub counts: Vec<u32>,
}

/// Bars over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// How many incidents, per bin of the frame.
    pub bins: Vec<Bin>,
    /// What divides them; empty where nothing does.
    pub parts: Vec<Part>,
    /// How many incidents of each bin are left out of its shares, because nobody knows their answer;
    /// empty where nothing is left out.
    pub left_out: Vec<u32>,
    /// How many the bin with most has.
    pub most: u32,
    /// Whether bars are to show shares and not counts.
    pub share: bool,
}

impl Chart {
    /// How many incidents of a bin its bar stands for.
    pub fn height(&self, place: usize) -> u32 {
        let of = |counts: &[u32]| counts.get(place).copied().unwrap_or_default();
        self.bins.get(place).map_or(0, |bin| bin.count) - of(&self.left_out)
    }
}

impl Explorer {
    /// Whether shares are of those alone whose answer is known.
    pub fn known(self) -> Memo<bool> {
        Memo::new(move |_| self.link.with(|link| link.known))
    }

    /// The bins of the chart; `None` where nothing is dated.
    pub fn frame(self) -> Memo<Option<Frame>> {
        Memo::new(move |_| self.frame_now())
    }

    fn frame_now(self) -> Option<Frame> {
        let zoom = self.link.with(|link| link.bars.zoom.clone());
        let (basis, wanted) = self.query.with(|query| (query.basis, query.bins));
        self.catalog.with_value(|catalog| Frame::of(catalog.dates(basis), zoom.as_ref(), wanted))
    }

    /// The bins of a frame that the range of dates touches: the first, and the one after the last.
    pub fn in_range(self, frame: Frame) -> (usize, usize) {
        let place =
            |day: i32, more: i64| usize::try_from(frame.unit.bin(day) + more - frame.first).unwrap_or(0).min(frame.len);
        self.query.with(|query| {
            let from = query.from.as_ref().map_or(0, |from| place(from.first(), 0));
            let to = query.to.as_ref().map_or(frame.len, |to| place(to.last(), 1));
            (from, to)
        })
    }

    /// What the bins hold under all filters but the dates.
    pub fn chart(self) -> Memo<Chart> {
        Memo::new(move |_| {
            if self.is_at_once(Spot::Chart) {
                self.link.track();
                self.answer.track();
            }
            let Some(frame) = untrack(|| self.frame_now()) else { return Chart::default() };
            let basis = self.query.with_untracked(|query| query.basis);
            let (stack, share, known) =
                self.link.with_untracked(|link| (link.bars.stack.clone(), link.bars.share, link.known));
            let known = share && known;
            self.catalog.with_value(|catalog| {
                self.answer.with_untracked(|answer| {
                    let dates = catalog.dates(basis);
                    let bins = frame.counts(dates, &answer.ever);
                    let most = bins.iter().map(|bin| bin.count).max().unwrap_or_default();
                    let facet = stack.and_then(|stack| catalog.facet(&stack, basis));
                    let mut chart = Chart { bins, most, share, ..Chart::default() };
                    if let Some(facet) = facet {
                        divide(&mut chart, frame, dates, &answer.ever, facet, known);
                    }
                    chart
                })
            })
        })
    }

    /// The stretch that is being dragged over: places of bins, the one where it began first.
    pub fn dragged(self) -> ReadSignal<Option<(usize, usize)>> {
        self.dragged.read_only()
    }

    /// Begins or goes on dragging, at the place of a bin.
    pub fn drag(self, place: usize) {
        self.dragged.update(|dragged| *dragged = Some((dragged.map_or(place, |(begun, _)| begun), place)));
    }

    /// Lets go: what was dragged over becomes the range, and a press on one bin is a press on
    /// its bar.
    pub fn drop(self) {
        let Some((begun, ended)) = self.dragged.get_untracked() else { return };
        self.dragged.set(None);
        if begun == ended {
            self.press_bar(begun);
        } else {
            let (Some((from, _)), Some((_, to))) = (self.bin(begun.min(ended)), self.bin(begun.max(ended))) else {
                return;
            };
            self.between(Some(from), Some(to));
        }
    }

    /// Whether the chart is also shown in numbers.
    pub fn numbers(self) -> ReadSignal<bool> {
        self.numbers.read_only()
    }

    /// Shows the chart in numbers, or no longer.
    pub fn show_numbers(self, shown: bool) {
        self.numbers.set(shown);
    }

    /// Gives a drag up.
    pub fn cancel_drag(self) {
        self.dragged.set(None);
    }

    /// Makes a bin the range, or, where it is the range, takes that away.
    pub fn press_bar(self, place: usize) {
        let (from, to) = self.bin(place).unzip();
        let now = self.query.get_untracked();
        if now.from == from && now.to == to { self.between(None, None) } else { self.between(from, to) }
    }

    /// Does what a key does in a list of bars; whether it did something.
    pub fn press_in_bars(self, key: &str) -> bool {
        let key = match (key, self.words().say(Key::Direction)) {
            ("ArrowLeft", "rtl") => "ArrowRight",
            ("ArrowRight", "rtl") => "ArrowLeft",
            _ => key,
        };
        (self.outside.walk)(key)
    }

    /// Looks closely at the range, or at everything again.
    pub fn zoom(self, closely: bool) {
        let range = self.query.with_untracked(|query| (query.from.clone(), query.to.clone()));
        let zoom = if closely { stretch(range.0.as_ref(), range.1.as_ref()) } else { None };
        let bars = self.link.with_untracked(|link| link.bars.clone());
        self.divide_bars(Bars { zoom, ..bars });
    }

    /// The dates that a bin reaches from and to: years where it is wider, else twice its own.
    fn bin(self, place: usize) -> Option<(Date, Date)> {
        let frame = untrack(|| self.frame_now())?;
        let (unit, number) = (frame.unit.min(Unit::Year), frame.first + place as i64);
        let named = |day| Date::parse(&unit.name(unit.bin(day))).ok();
        Some((named(frame.unit.start(number))?, named(frame.unit.start(number + 1) - 1)?))
    }
}

/// From one date to another, as the shortest date that says so; `None` without either. Ranges of
/// ranges are no dates, so that where an end is a range, its days are written out.
fn stretch(from: Option<&Date>, to: Option<&Date>) -> Option<Date> {
    if from.is_none() && to.is_none() {
        return None;
    }
    let written = |from: Option<String>, to: Option<String>| {
        let open = || "..".to_owned();
        Date::parse(&format!("{}/{}", from.unwrap_or_else(open), to.unwrap_or_else(open))).ok()
    };
    let day = |day| Unit::Day.name(i64::from(day));
    written(from.map(ToString::to_string), to.map(ToString::to_string))
        .or_else(|| written(from.map(|date| day(date.first())), to.map(|date| day(date.last()))))
}

/// Divides the bars by a category; if only those that are known count, by its answers alone. No first
/// screen has it, so it stands apart.
#[inline(never)]
fn divide(chart: &mut Chart, frame: Frame, dates: &Dates, ever: &Bits, facet: &Facet, known: bool) {
    let divided = frame.divided(dates, ever, facet).into_iter().zip(&facet.values);
    chart.parts = divided
        // What nobody in the whole collection has is no part of it.
        .filter(|(_, value)| value.total > 0 && (!known || is_known(&value.id)))
        .map(|(counts, value)| Part { of: Of::Value { id: value.id.clone(), label: value.label.clone() }, counts })
        .collect();
    gather_rest(&mut chart.parts, |value| facet.value(value).map_or(0, |value| value.total));
    if known {
        let mut unknown = ever.clone();
        unknown.subtract(&facet.known());
        chart.left_out = frame.counts(dates, &unknown).into_iter().map(|bin| bin.count).collect();
    }
}

/// Makes one part of all but the most common ones, in their order.
fn gather_rest(parts: &mut Vec<Part>, total: impl Fn(&str) -> u32) {
    if parts.len() <= MOST_PARTS + 1 {
        return;
    }
    let weight = |part: &Part| match &part.of {
        Of::Value { id, .. } => total(id),
        Of::Rest(_) => 0,
    };
    let mut weights: Vec<u32> = parts.iter().map(weight).collect();
    weights.sort_unstable_by(|a, b| b.cmp(a));
    let least = weights[MOST_PARTS - 1];
    let (mut kept, mut rest): (Vec<Part>, Vec<Part>) = parts.drain(..).partition(|part| weight(part) >= least);
    rest.extend(kept.drain(MOST_PARTS.min(kept.len())..));
    let bins = rest.first().map_or(0, |part| part.counts.len());
    let sum = |place: usize| rest.iter().map(|part| part.counts[place]).sum();
    kept.push(Part { of: Of::Rest(rest.len()), counts: (0..bins).map(sum).collect() });
    *parts = kept;
}
