//! What the state asks of the browser, as functions, so that tests hand in their own and pages
//! that are drawn without a browser have none.

use crate::browser::{self, Step, files, intl, place};
use crate::incident::date::Precision;
use crate::state::arrivals::Fetch;
use crate::words::Locale;

/// Calls back with what came of something.
pub type Done<T> = Box<dyn FnOnce(T)>;

/// Names, each with a link.
pub type Pairs = Vec<(String, String)>;

/// What an explorer asks of the browser. Tests hand in their own.
#[derive(Clone, Copy)]
pub struct Outside {
    /// Writes a query string into the address bar.
    pub record: fn(&str, Step),
    /// The same once what has changed so far is on the screen, or before whatever is written next.
    pub record_afterwards: fn(&str, Step),
    /// Scrolls to the top, and puts the focus on what begins there.
    pub to_top: fn(&str),
    /// Fetches a file of the bundle.
    pub fetch: Fetch,
    /// Whether only what is asked for should be fetched.
    pub saves_data: fn() -> bool,
    /// How far the page is scrolled.
    pub scrolled: fn() -> f64,
    /// Scrolls there again, and focuses the element of an id.
    pub come_back: fn(f64, String),
    /// Focuses the element of an id.
    pub focus: fn(&str),
    /// Focuses the element of an id if what has the focus now leaves the page.
    pub keep_focus: fn(&str),
    /// Moves the focus in the list where it is, if a key does so.
    pub walk: fn(&str) -> bool,
    /// Notes what has the focus.
    pub note_focus: fn(),
    /// Gives the focus back to what had it then.
    pub return_focus: fn(),
    /// Whether any of the element of an id is in sight.
    pub is_in_sight: fn(&str) -> bool,
    /// Whether the page is narrow; nothing where nobody looks at it yet.
    pub is_narrow: fn() -> Option<bool>,
    /// Opens the dialog of an id over the page.
    pub show_modal: fn(&str),
    /// Goes back a step.
    pub back: fn(),
    /// Does something once what has changed so far is on the screen.
    pub after_paint: fn(Box<dyn FnOnce()>),
    /// The address of the page.
    pub address: fn() -> String,
    /// Puts text into the clipboard, and says whether that was allowed.
    pub copy: fn(&str, Done<bool>),
    /// What was remembered under a name.
    pub recall: fn(&str) -> Option<String>,
    /// Remembers something under a name.
    pub remember: fn(&str, &str),
    /// Names and links as JSON.
    pub write_pairs: fn(&[(String, String)]) -> String,
    /// The names and links of such a JSON.
    pub read_pairs: fn(&str) -> Option<Pairs>,
    /// Hands the visitor a file of a name with a text.
    pub save_file: fn(&str, &str),
    /// Reads the file that the visitor chose in the element of an id.
    pub read_file: fn(&str, Done<Option<String>>),
    /// Shows a theme; empty is the system's.
    pub set_theme: fn(&str),
    /// The parts that a frame in another page has room for; nothing where the app has its own page.
    pub frame: fn() -> Option<String>,
    /// Runs a script beside the page.
    pub run_script: fn(&str),
    /// Fetches the words of a language.
    pub fetch_words: Fetch,
    /// The languages that the visitor reads, the best first.
    pub languages: fn() -> Vec<String>,
    /// Says which language the page speaks, and its direction.
    pub set_language: fn(&str, &str),
    /// The rules of languages.
    pub locale: Locale,
}

impl Outside {
    /// The real browser.
    pub const BROWSER: Outside = Outside {
        record: browser::record,
        record_afterwards: browser::record_afterwards,
        to_top: place::to_top,
        fetch: browser::fetch_part,
        saves_data: browser::saves_data,
        scrolled: place::scrolled,
        come_back: place::come_back,
        focus: place::focus,
        keep_focus: place::keep_focus,
        walk: place::walk,
        note_focus: place::note_focus,
        return_focus: place::return_focus,
        is_in_sight: place::is_in_sight,
        is_narrow: || Some(browser::is_narrow()),
        show_modal: browser::show_modal,
        back: browser::back,
        after_paint: browser::after_paint,
        address: browser::address,
        copy: browser::copy,
        recall: browser::recall,
        remember: browser::remember,
        write_pairs: files::write_pairs,
        read_pairs: files::read_pairs,
        save_file: files::save_file,
        read_file: files::read_file,
        set_theme: browser::set_theme,
        frame: browser::frame,
        run_script: browser::run_script,
        fetch_words: browser::fetch_anew,
        languages: intl::languages,
        set_language: browser::set_language,
        locale: Locale {
            tag: intl::preferred,
            number: intl::number,
            plural: intl::plural,
            date: |tag, day, precision| {
                let fine = match precision {
                    Precision::Day => 2,
                    Precision::Month => 1,
                    Precision::Year | Precision::Span => 0,
                };
                intl::date(tag, day, fine)
            },
        },
    };

    /// No browser at all: nothing is fetched, remembered or written. Tests replace what they watch.
    pub const NOWHERE: Outside = Outside {
        record: |_, _| {},
        record_afterwards: |_, _| {},
        to_top: |_| {},
        fetch: |_, _| {},
        saves_data: || false,
        scrolled: || 0.0,
        come_back: |_, _| {},
        focus: |_| {},
        keep_focus: |_| {},
        walk: |_| false,
        note_focus: || {},
        return_focus: || {},
        is_in_sight: |_| true,
        is_narrow: || None,
        show_modal: |_| {},
        back: || {},
        after_paint: |then| then(),
        address: String::new,
        copy: |_, done| done(false),
        recall: |_| None,
        remember: |_, _| {},
        write_pairs: |_| String::new(),
        read_pairs: |_| None,
        save_file: |_, _| {},
        read_file: |_, _| {},
        set_theme: |_| {},
        frame: || None,
        run_script: |_| {},
        fetch_words: |_, _| {},
        languages: Vec::new,
        set_language: |_, _| {},
        locale: Locale::PLAIN,
    };
}
