//! What data that can be read says against itself: each kind with the names and numbers in it.
//!
//! These are data, so that the app can say them in the visitor's language (`words`); here they print in
//! English for whoever builds a bundle. Where a flaw is, [`Flaw::Of`] names, as often as needed.

use std::fmt;

use super::Kind;
use crate::incident::taxonomy::Problem;

/// Why data is impossible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Something is wrong with what has a name: an incident, a category, a column, a field.
    Of {
        /// What it is called.
        name: String,
        /// What is wrong with it.
        why: Box<Flaw>,
    },
    /// It is whole and split at once.
    BothForms,
    /// What is there once is there again.
    Twice(String),
    /// A name that no link could name: a word that means something else there, or no word.
    Name(String),
    /// A question has an answer without any option.
    Unanswered,
    /// An address of another scheme than the web's.
    Address(String),
    /// There are more or fewer than is named.
    Count {
        /// How many there are.
        found: u64,
        /// How many there should be.
        named: u64,
    },
    /// A part is listed among those of another kind.
    Place {
        /// Its name.
        part: String,
        /// What should stand there.
        kind: Kind,
    },
    /// What has an order has another.
    Order,
    /// There is more than the numbers of an index can tell apart.
    TooMuch,
    /// A column is no numbers, or other ones; with the words of their reader.
    Numbers(String),
    /// The text index was made of other incidents.
    OtherIndex,
    /// The text index has another form.
    Form {
        /// Which it has.
        found: u32,
        /// Which this program reads.
        read: u32,
    },
    /// There is no such file, or its bytes are not one.
    NoFile,
}

impl Flaw {
    /// The flaw of what has a name.
    pub fn of(name: &str) -> impl Fn(Flaw) -> Flaw {
        move |why| Flaw::Of { name: name.to_owned(), why: Box::new(why) }
    }
}

impl From<Problem> for Flaw {
    fn from(problem: Problem) -> Flaw {
        match problem {
            Problem::CategoryTwice(id) => Flaw::of("taxonomy")(Flaw::Twice(id)),
            Problem::CategoryName(id) => Flaw::of("taxonomy")(Flaw::Name(id)),
            Problem::OptionTwice { category, option } => Flaw::of(&category)(Flaw::Twice(option)),
            Problem::OptionName { category, option } => Flaw::of(&category)(Flaw::Name(option)),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::Of { name, why } => write!(f, "{name}: {why}"),
            Flaw::BothForms => f.write_str("it is whole and split at once"),
            Flaw::Twice(name) => write!(f, "“{name}” is there twice"),
            Flaw::Name(name) => write!(f, "nothing can be called “{name}”: a link could not name it"),
            Flaw::Unanswered => f.write_str("no option is chosen"),
            Flaw::Address(address) => write!(f, "“{address}” is no web address"),
            Flaw::Count { found, named } => write!(f, "there are {found} instead of {named}"),
            Flaw::Place { part, kind } => write!(f, "“{part}” stands where “{}” should", kind.word()),
            Flaw::Order => f.write_str("they are not in order, each once"),
            Flaw::TooMuch => f.write_str("there is more than an index can hold"),
            Flaw::Numbers(why) => write!(f, "the numbers cannot be read ({why})"),
            Flaw::OtherIndex => f.write_str("the text index is that of another collection"),
            Flaw::Form { found, read } => {
                write!(f, "the text index has form {found} and this program reads form {read}")
            }
            Flaw::NoFile => f.write_str("there is no such file, or it is damaged"),
        }
    }
}
