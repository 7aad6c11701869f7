//! English, until the catalogue of messages is here.

use crate::incident::Maker;
use crate::incident::date::{Date, Precision, civil};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `2,457`.
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 incident`, `2,457 incidents`.
pub fn incidents(count: usize) -> String {
    let noun = if count == 1 { "incident" } else { "incidents" };
    format!("{} {noun}", number(count))
}

/// `22 March 2011`, `about June 1985`, `June 1985 to January 1987`.
pub fn date(date: &Date) -> String {
    let (year, month, day) = civil(date.first());
    let month_of = |month: u8| MONTHS.get(usize::from(month) - 1).copied().unwrap_or_default();
    let words = match date.precision() {
        Precision::Day => format!("{day} {} {year}", month_of(month)),
        Precision::Month => format!("{} {year}", month_of(month)),
        Precision::Year => year.to_string(),
        Precision::Span => {
            let (last_year, last_month, last_day) = civil(date.last());
            match (date.as_str().starts_with("../"), date.as_str().ends_with("/..")) {
                (true, _) => format!("until {} {last_year}", month_of(last_month)),
                (_, true) => format!("since {} {year}", month_of(month)),
                // A range between days keeps its days; one between months or years does not.
                _ if date.as_str().len() > 17 => {
                    format!("{day} {} {year} to {last_day} {} {last_year}", month_of(month), month_of(last_month))
                }
                _ if date.as_str().len() < 12 => format!("{year} to {last_year}"),
                _ => format!("{} {year} to {} {last_year}", month_of(month), month_of(last_month)),
            }
        }
    };
    if date.is_approximate() { format!("about {words}") } else { words }
}

/// The title, or what to call an incident without one.
pub fn title(title: &str, id: &str) -> String {
    if title.is_empty() || title.eq_ignore_ascii_case("unknown") {
        format!("Untitled incident {id}")
    } else {
        title.to_owned()
    }
}

/// Who made text and labels, in words.
pub fn maker(maker: Maker) -> &'static str {
    match maker {
        Maker::Machine => "written and labelled by a language model",
        Maker::Assisted => "drafted with a language model from its sources",
        Maker::Person => "written and labelled by a person",
    }
}

/// What is filled in.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// Text as it is.
    Text(&'a str),
    /// A number.
    Count(usize),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Arg::Count(count)
    }
}

/// A language to speak in.
#[derive(Clone, Copy, Debug)]
pub struct Words;

impl Words {
    /// English by plain rules.
    pub fn plain() -> Words {
        Words
    }

    /// The tag of the language.
    pub fn language(self) -> &'static str {
        "en"
    }

    /// A message.
    pub fn say(self, key: Key) -> &'static str {
        MESSAGES.get(key as usize).copied().unwrap_or_default()
    }

    /// A message with its places filled in.
    pub fn fill(self, key: Key, args: &[Arg<'_>]) -> String {
        let mut filled = String::new();
        for part in self.say(key).split('}').filter(|part| !part.is_empty()) {
            let (text, place) = part.split_once('{').unwrap_or((part, ""));
            filled.push_str(text);
            let (place, forms) = place.split_once('|').unwrap_or((place, ""));
            match place.parse().ok().and_then(|place: usize| args.get(place)) {
                Some(Arg::Count(count)) if !forms.is_empty() => {
                    filled.push_str(forms.split('|').nth(usize::from(*count != 1)).unwrap_or_default());
                }
                Some(Arg::Count(count)) => filled.push_str(&number(*count)),
                Some(Arg::Text(text)) => filled.push_str(text),
                None => {}
            }
        }
        filled
    }
}

macro_rules! messages {
    ($($key:ident = $text:literal),* $(,)?) => {
        /// The messages.
        #[allow(missing_docs)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Key { $($key),* }

        const MESSAGES: &[&str] = &[$($text),*];
    };
}

messages! {
    Percent = "{0}%",
    Reported = "reported {0}",
    Occurred = "occurred {0}",
    PageUnderOne = "under 1%",
    PageNumber = "{0}",
    PageContents = "On this page",
    PageSources = "Sources",
    PageSourceNamed = "Article {0}",
    PageNoSources = "This record names no source.",
    PageNoAddress = "(no address recorded)",
    PageArchived = "archived",
    PageCitedIn = " Cited in:",
    PageDangling = "No source of this record answers to this citation",
    PageMade = "How this record was made",
    PageLabelled = "Labelled {0}.",
    PageAgreed = "How often the machine agreed with people",
    PageOverlap = "Overlap with people’s answers, per field, as the taxonomy’s authors measured it",
    PageField = "Field",
    PageAgreement = "Agreement",
    PageReliability = "A language model and people agreed on this in {0} of what was compared.",
    PageTake = "Cite and take away",
    PageCopyCitation = "Copy {0}",
    PageCopyLink = "Copy link",
    PageCopyMarkdown = "Copy as Markdown",
    PageCopyJson = "Copy as JSON",
    PageReport = "Report a wrong label",
    PageResponsible = "Responsible:",
    PageImpacted = "Impacted:",
    PageOtherLabels = "Other labels",
    PageUnknownName = "unknown",
    PageUnknown = "The sources do not say.",
    PageUnlisted = "A value that the taxonomy does not list.",
    PageMissingName = "Not labelled",
    PageMissing = "Nobody recorded an answer.",
    PageNotApplicableName = "Not applicable",
    PageNotApplicable = "The question does not arise for this system.",
    PageConsidered = "Considered, not chosen ({0})",
    PageOfAll = "{0} of the collection ({1} of {2})",
    PageOfSelected = "{0} of the selection ({1} of {2})",
    PageMoments = "Dates in this section",
    PageRelated = "Around it",
    PageSimilar = "Similar incidents",
    PageShared = "Both: {0}",
    PageSameOrganizations = "Others of the same organizations",
    PageCompareThese = "Compare side by side",
    PageAround = "In this selection",
    PagePrevious = "Previous: {0}",
    PageNext = "Next: {0}",
    PageBack = "Back to {0} {0|incident|incidents}",
    PagePlace = "{0} of {1}",
    PageCompared = "{0} incidents side by side",
    PageCompareHow = "What not all of them share is marked.",
    PageDiffers = "differs",
    PageStory = "What happened",
    PageNoSection = "Nothing is told of this.",
    PageCodebookOf = "Codebook: {0}",
    PageCodebookHow = "What each label means, and how many incidents carry it. An incident can carry several.",
    PageOption = "Option",
    PageMeaning = "Meaning",
    PageIncidents = "Incidents",
    PageExamples = "For example",
    PageAliases = "Also written: {0}.",
    PageLoading = "Loading the incident",
    PageExplore = "Filter, chart and search these in the explorer",
    PageListed = "The first {0} of {1} are listed; the explorer has all.",
    PageSkip = "Skip to the page",
    PageAll = "All incidents",
    PageCodebook = "Codebook",
    PageSite = "This site",
    PageLicence = "Licence: {0}.",
    PageVersion = "Data version: {0}.",
    PageMoved = "This page has moved",
    PageFeed = "New incidents",
}
