//! Date columns against a walk over the dates: ranges, certainty and bins, in order and not.

use failscope::incident::Date;
use failscope::incident::date::civil;
use failscope::query::bits::Bits;
use failscope::query::dates::Dates;
use failscope::query::frame::Frame;
use failscope::timeline::Unit;
use proptest::prelude::*;

/// Dates of some years, so that neighbours share months and ranges cut between them.
fn dates() -> impl Strategy<Value = Vec<Option<Date>>> {
    let date = (1990..1996_i32, 1..13_u32, 1..29_u32, 0..8).prop_map(|(year, month, day, form)| {
        let text = match form {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}-{month:02}-{day:02}/{}-03", year + 1),
            3 => format!("../{year}-{month:02}"),
            4 => return None,
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        Date::parse(&text).ok()
    });
    // Copies make words whose incidents share a month, or two, once they are sorted.
    let few = prop_oneof![
        (prop::collection::vec(date.clone(), 0..130), Just(3)),
        (prop::collection::vec(date, 0..12), Just(36))
    ];
    (few, any::<bool>()).prop_map(|((dates, copies), sorted)| {
        let mut dates = vec![dates; copies].concat();
        if sorted {
            dates.sort_by_key(|date| std::cmp::Reverse(date.as_ref().map(|date| date.first())));
        }
        dates
    })
}

fn numbers(set: &Bits) -> Vec<usize> {
    set.iter().collect()
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn a_range_keeps_what_may_and_what_must_be_inside(
        dates in dates(), kept in any::<[u64; 7]>(), from in 1989..1997_i32, months in 0..40_i64,
    ) {
        let from = Unit::Year.start(i64::from(from));
        let to = Unit::Month.start(Unit::Month.bin(from) + months) - 1;
        let column = Dates::new(dates.iter().map(Option::as_ref));
        let which = |holds: &dyn Fn(&Date) -> bool| -> Vec<usize> {
            (0..dates.len()).filter(|index| dates[*index].as_ref().is_some_and(holds)).collect()
        };
        prop_assert_eq!(numbers(&column.overlapping(from, to)), which(&|date| date.first() <= to && date.last() >= from));
        let kept = Bits::from_words(kept.to_vec(), dates.len());
        let mut inside = which(&|date| date.first() >= from && date.last() <= to);
        inside.retain(|index| kept.contains(*index));
        prop_assert_eq!(column.inside(&kept.into(), from, to) as usize, inside.len());
    }

    #[test]
    fn bins_hold_what_begins_in_them(dates in dates(), kept in any::<[u64; 7]>(), most in any::<bool>(), unit in 0..6_usize) {
        // Few or nearly all: the one is counted, of the other what is left out is taken away.
        let words = kept.iter().map(|word| if most { word | word.rotate_left(7) } else { word & word.rotate_left(7) });
        let kept = Bits::from_words(words.collect(), dates.len());
        let histogram = Dates::new(dates.iter().map(Option::as_ref)).histogram(Unit::ALL.get(unit).copied(), &kept);
        let dated: Vec<&Date> = kept.iter().filter_map(|index| dates[index].as_ref()).collect();
        prop_assert_eq!(histogram.undated as usize, kept.count() as usize - dated.len());
        prop_assert_eq!(histogram.unit.is_some(), !dated.is_empty());
        prop_assert_eq!(histogram.bins.iter().map(|bin| bin.count as usize).sum::<usize>(), dated.len());
        for (name, bin) in histogram.named() {
            let span = Date::parse(&name).unwrap();
            let begins = |date: &&&Date| {
                let day = if civil(date.first()).0 == 0 { date.last() } else { date.first() };
                span.first() <= day && day <= span.last()
            };
            let here: Vec<&&Date> = dated.iter().filter(begins).collect();
            prop_assert_eq!(bin.count as usize, here.len(), "{}", &name);
            let wide = here.iter().filter(|date| date.first() < span.first() || date.last() > span.last());
            prop_assert_eq!(bin.uncertain as usize, wide.count(), "{}", &name);
        }
    }

    #[test]
    fn a_frame_counts_what_begins_in_its_bins_whatever_is_selected(
        dates in dates(), kept in any::<[u64; 7]>(), unit in 0..6_usize, stretch in prop::option::of((1989..1997_i32, 0..40_i64)),
    ) {
        let kept = Bits::from_words(kept.to_vec(), dates.len());
        let column = Dates::new(dates.iter().map(Option::as_ref));
        let stretch = stretch.and_then(|(from, months)| {
            let last = Unit::Month.bin(Unit::Year.start(i64::from(from))) + months;
            Date::parse(&format!("{from}-01/{}", Unit::Month.name(last))).ok()
        });
        let frame = Frame::of(&column, stretch.as_ref(), Unit::ALL.get(unit).copied());
        prop_assert_eq!(frame.is_some(), dates.iter().any(Option::is_some));
        let Some(frame) = frame else { return Ok(()) };
        let counts = frame.counts(&column, &kept);
        prop_assert_eq!(counts.len(), frame.len);
        for (number, bin) in frame.bins().zip(counts) {
            let begins = |date: &Date| {
                let day = if civil(date.first()).0 == 0 { date.last() } else { date.first() };
                frame.unit.bin(day) == number
            };
            let here = kept.iter().filter(|index| dates[*index].as_ref().is_some_and(begins)).count();
            prop_assert_eq!(bin.count as usize, here, "{}", frame.unit.name(number));
        }
        if stretch.is_none() {
            let all = frame.counts(&column, &Bits::all(dates.len()));
            let dated = dates.iter().flatten().count();
            prop_assert_eq!(all.iter().map(|bin| bin.count as usize).sum::<usize>(), dated);
        }
    }
}

#[test]
fn a_range_of_many_thousands_keeps_what_a_plain_loop_keeps() {
    const INCIDENTS: usize = 20_000;
    let month = |place: usize| match place % 97 {
        0 => None,
        wide if wide % 5 == 0 => Date::parse(&format!("{}", 1950 + place / 300)).ok(),
        _ => Date::parse(&format!("{}-{:02}", 1950 + place / 300, 1 + place / 25 % 12)).ok(),
    };
    // As collections are kept, and with neighbours that have nothing in common.
    for step in [1, 7_919] {
        let dates: Vec<Option<Date>> = (0..INCIDENTS).map(|place| month(place * step % INCIDENTS)).collect();
        let column = Dates::new(dates.iter().map(Option::as_ref));
        for (from, to) in
            [("1900", "2100"), ("1950", "1950"), ("1963-04", "1991-07"), ("2016-12", "2016-12"), ("1900", "1949")]
        {
            let (from, to) = (Date::parse(from).unwrap().first(), Date::parse(to).unwrap().last());
            let which = |holds: &dyn Fn(&Date) -> bool| -> Vec<usize> {
                (0..INCIDENTS).filter(|index| dates[*index].as_ref().is_some_and(holds)).collect()
            };
            let overlapping = which(&|date| date.first() <= to && date.last() >= from);
            assert_eq!(numbers(&column.overlapping(from, to)), overlapping, "{from} to {to}, step {step}");
            let inside = which(&|date| date.first() >= from && date.last() <= to).len();
            assert_eq!(
                column.inside(&Bits::all(INCIDENTS).into(), from, to) as usize,
                inside,
                "{from} to {to}, step {step}"
            );
        }
    }
}
