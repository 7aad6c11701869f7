//! Numbers, plurals and dates by the rules that the browser knows of every language.
//!
//! The browser's formatters are slow to make and quick to use, so those of the language that was
//! asked for last are kept, and with them what they said of small numbers: a click changes two hundred.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::js_sys::{Array, Function, Intl, Object, Reflect};

use super::window;

/// 1 January 1970 as a Julian day number.
const EPOCH: i32 = 2_440_588;

struct Formats {
    tag: String,
    number: Function,
    /// Whether the language writes numbers below a thousand as programs do.
    is_plain: bool,
    plural: Intl::PluralRules,
    /// The categories of the numbers below [`SMALL`] that were asked for; empty where not.
    plurals: Vec<String>,
    /// To the year, the month and the day.
    dates: [Function; 3],
}

/// Below it numbers are neither grouped nor, mostly, new.
const SMALL: usize = 1000;

thread_local! {
    static FORMATS: RefCell<Option<Formats>> = const { RefCell::new(None) };
}

/// The variant of a language that the visitor prefers, else the tag itself.
pub fn preferred(tag: &str) -> String {
    let primary = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
    languages().into_iter().find(|known| primary(known) == primary(tag)).unwrap_or_else(|| tag.to_owned())
}

/// The languages that the visitor reads, the best first.
pub fn languages() -> Vec<String> {
    let known = window().map(|window| window.navigator().languages()).unwrap_or_default();
    known.iter().filter_map(|tag| tag.as_string()).collect()
}

/// A whole number.
pub fn number(tag: &str, number: usize) -> String {
    with(tag, |formats| match number {
        0..SMALL if formats.is_plain => number.to_string(),
        _ => said(&formats.number, number as f64),
    })
}

/// The plural category of a number.
pub fn plural(tag: &str, number: usize) -> String {
    with(tag, |formats| {
        let select = |formats: &Formats| String::from(formats.plural.select(number as f64));
        if number >= SMALL {
            return select(formats);
        }
        if formats.plurals.get(number).is_none_or(String::is_empty) {
            let category = select(formats);
            formats.plurals.resize(SMALL, String::new());
            formats.plurals[number] = category;
        }
        formats.plurals[number].clone()
    })
}

/// A date by its Julian day number, so finely: 0 the year, 1 the month too, 2 the day too.
pub fn date(tag: &str, day: i32, fine: usize) -> String {
    let milliseconds = f64::from(day - EPOCH) * 86_400_000.0;
    with(tag, |formats| formats.dates.get(fine).map(|format| said(format, milliseconds)).unwrap_or_default())
}

fn said(format: &Function, value: f64) -> String {
    let said = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(value));
    said.ok().and_then(|said| said.as_string()).unwrap_or_default()
}

fn with(tag: &str, read: impl FnOnce(&mut Formats) -> String) -> String {
    FORMATS.with_borrow_mut(|formats| {
        if formats.as_ref().is_none_or(|formats| formats.tag != tag) {
            *formats = Some(Formats::of(tag));
        }
        formats.as_mut().map(read).unwrap_or_default()
    })
}

impl Formats {
    /// Tags come from our own files and from the browser, so that it knows them.
    fn of(tag: &str) -> Formats {
        let tags = Array::of1(&JsValue::from_str(tag));
        let parts = [("year", "numeric"), ("month", "long"), ("day", "numeric")];
        let dates = [1, 2, 3].map(|fine| {
            let options = Object::new();
            for (name, value) in [("timeZone", "UTC")].iter().chain(&parts[..fine]) {
                let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
            }
            Intl::DateTimeFormat::new(&tags, &options).format()
        });
        let number = Intl::NumberFormat::new(&tags, &Object::new()).format();
        Formats {
            tag: tag.to_owned(),
            is_plain: said(&number, 987.0) == "987",
            number,
            plural: Intl::PluralRules::new(&tags, &Object::new()),
            plurals: Vec::new(),
            dates,
        }
    }
}
