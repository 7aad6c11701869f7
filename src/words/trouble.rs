//! What is wrong with a file, said: every kind that [`Error`] knows, down to the number, the name or the
//! place in it. Only what a reader of JSON or of numbers says in words of its own is quoted as it is.

use super::{Arg, Key, Words};
use crate::bundle::json::{Fault, What};
use crate::bundle::{Error, FORMAT, Flaw};

impl Words {
    /// Why a file could not be used: what [`Error`] says of itself, in this language.
    pub fn trouble(self, error: &Error) -> String {
        let within;
        let (key, args): (Key, &[Arg<'_>]) = match error {
            Error::Malformed(fault) => {
                within = self.fault(fault);
                (Key::TroubleMalformed, &[(&within).into()])
            }
            Error::Unwritten(why) => (Key::TroubleUnwritten, &[why.into()]),
            Error::NotABundle => (Key::TroubleNoBundle, &[]),
            Error::Format(found) => (Key::TroubleFormat, &[(*found as usize).into(), (FORMAT as usize).into()]),
            Error::Hash { named, found } => (Key::TroubleHash, &[named.into(), found.into()]),
            Error::Content(flaw) => {
                within = self.flaw(flaw);
                (Key::TroubleContent, &[(&within).into()])
            }
            Error::Split => (Key::TroubleSplit, &[]),
            Error::Size { path, named, found } => {
                let key = if found < named { Key::TroubleShort } else { Key::TroubleLong };
                (key, &[path.into(), (*named as usize).into(), (*found as usize).into()])
            }
            Error::Changed { path, found } => (Key::TroubleChanged, &[path.into(), found.into()]),
            Error::Unreached(path) => (Key::TroubleUnreached, &[path.into()]),
            Error::Refused { path, status } => (Key::TroubleRefused, &[path.into(), usize::from(*status).into()]),
            Error::Stopped(path) => (Key::TroubleStopped, &[path.into()]),
            Error::In { path, why } => {
                within = self.trouble(why);
                (Key::ClauseFacet, &[path.into(), (&within).into()])
            }
        };
        self.fill(key, args)
    }

    fn fault(self, fault: &Fault) -> String {
        let (key, name) = match fault.what() {
            What::End(_) => (Key::JsonEnd, ""),
            What::Missing(field) => (Key::JsonMissing, field.as_str()),
            What::Twice(field) => (Key::JsonTwice, field.as_str()),
            What::Other(what) => (Key::JsonOther, what.as_str()),
        };
        let (line, column) = fault.place();
        self.fill(Key::JsonAt, &[(&self.fill(key, &[name.into()])).into(), line.into(), column.into()])
    }

    fn flaw(self, flaw: &Flaw) -> String {
        let within;
        let (key, args): (Key, &[Arg<'_>]) = match flaw {
            Flaw::Of { name, why } => {
                within = self.flaw(why);
                (Key::ClauseFacet, &[name.into(), (&within).into()])
            }
            Flaw::BothForms => (Key::FlawBothForms, &[]),
            Flaw::Twice(name) => (Key::FlawTwice, &[name.into()]),
            Flaw::Name(name) => (Key::FlawName, &[name.into()]),
            Flaw::Unanswered => (Key::FlawUnanswered, &[]),
            Flaw::Address(address) => (Key::FlawAddress, &[address.into()]),
            Flaw::Count { found, named } => (Key::FlawCount, &[(*found as usize).into(), (*named as usize).into()]),
            Flaw::Place { part, kind } => (Key::FlawPlace, &[part.into(), kind.word().into()]),
            Flaw::Order => (Key::FlawOrder, &[]),
            Flaw::TooMuch => (Key::FlawTooMuch, &[]),
            Flaw::Numbers(why) => (Key::FlawNumbers, &[why.into()]),
            Flaw::OtherIndex => (Key::FlawOtherIndex, &[]),
            Flaw::Form { found, read } => (Key::FlawForm, &[(*found as usize).into(), (*read as usize).into()]),
            Flaw::NoFile => (Key::FlawNoFile, &[]),
        };
        self.fill(key, args)
    }
}
