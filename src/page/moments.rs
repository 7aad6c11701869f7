//! A small timeline of the dates that a section names with certainty: along a line, at distances
//! that are those of the calendar, each leading to the statement that names it.

use crate::export::joined;
use crate::incident::moments::moments;
use crate::incident::{Date, Section};
use crate::page::prose::place_name;
use crate::page::tree::{Element, To, el};
use crate::words::{Key, Words};

/// The section that tells when what happened.
const TIMELINE: &str = "timeline";

/// How many places a line has: style has a class for each, so that no page needs styles of its
/// own, which strict sites refuse.
const PLACES: i32 = 24;

/// The timeline of a section, if it is the one that tells when, and names two dates or more.
#[inline(never)]
pub(super) fn drawn(words: Words, section: &Section) -> Option<Element> {
    if section.id != TIMELINE {
        return None;
    }
    let mut dated: Vec<(Date, String)> = Vec::new();
    for (place, block) in section.blocks.iter().enumerate() {
        let name = place_name(block, place);
        for text in [&block.text].into_iter().chain(&block.points) {
            for date in moments(text) {
                if !dated.iter().any(|(known, _)| *known == date) {
                    // In the order of the calendar: the few that there are need no sorting.
                    let days = (date.first(), date.last());
                    let place = dated.partition_point(|(known, _)| (known.first(), known.last()) < days);
                    dated.insert(place, (date, name.clone()));
                }
            }
        }
    }
    let (first, last) = (dated.first()?.0.first(), dated.last()?.0.first());
    let span = (last - first).max(1);
    let items: Vec<Element> = dated
        .iter()
        .map(|(date, name)| {
            let at = i64::from(date.first() - first) * i64::from(PLACES) / i64::from(span);
            let time = el("time").attr("datetime", date.as_str()).text(&words.date(date));
            let to = To::Here(joined(&[TIMELINE, "-", name]));
            el("li").class(&joined(&["at-", &at.to_string()])).child(el("a").to(to).child(time))
        })
        .collect();
    (items.len() > 1).then(|| el("ol").class("moments").attr("aria-label", words.say(Key::DatesHere)).each(items))
}
