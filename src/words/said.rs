//! What the core knows, in words: dates, counts, facets, clauses, and what was asked in vain.

use super::{Arg, Key, Words};
use crate::incident::Maker;
use crate::incident::date::{Date, Day, Precision};
use crate::incident::taxonomy::{MISSING, NOT_APPLICABLE, UNKNOWN};
use crate::link::{Notice, Vain};
use crate::query::Clause;
use crate::query::facet::Facet;
use crate::query::text::Note;
use crate::query::{Basis, Catalog, Query};

impl Words {
    /// `1 incident`, `2,457 incidents`.
    pub fn incidents(self, count: usize) -> String {
        self.fill(Key::Incidents, &[count.into()])
    }

    /// `22 March 2011`, `about June 1985`, `June 1985 to January 1987`.
    pub fn date(self, date: &Date) -> String {
        let day = |day: Day, precision| (self.0.locale.date)(&self.0.tag, day, precision);
        let said = match date.precision() {
            Precision::Span => {
                let spelled = date.as_str();
                // A range between days keeps its days; one between months or years does not.
                let precision = match spelled.len() {
                    18.. => Precision::Day,
                    12.. => Precision::Month,
                    _ => Precision::Year,
                };
                match (spelled.starts_with("../"), spelled.ends_with("/..")) {
                    (true, _) => self.fill(Key::Until, &[(&day(date.last(), Precision::Month)).into()]),
                    (_, true) => self.fill(Key::Since, &[(&day(date.first(), Precision::Month)).into()]),
                    _ => {
                        let (from, to) = (day(date.first(), precision), day(date.last(), precision));
                        self.fill(Key::FromTo, &[(&from).into(), (&to).into()])
                    }
                }
            }
            precision => day(date.first(), precision),
        };
        if date.is_approximate() { self.fill(Key::Circa, &[(&said).into()]) } else { said }
    }

    /// `reported 22 March 2011`.
    pub fn dated(self, basis: Basis, date: &Date) -> String {
        self.based(basis, &self.date(date))
    }

    fn based(self, basis: Basis, said: &str) -> String {
        let key = match basis {
            Basis::Reported => Key::Reported,
            Basis::Occurred => Key::Occurred,
        };
        self.fill(key, &[said.into()])
    }

    /// The title, or what to call an incident without one.
    pub fn title(self, title: &str, id: &str) -> String {
        if title.is_empty() || title.eq_ignore_ascii_case("unknown") {
            self.fill(Key::Untitled, &[id.into()])
        } else {
            title.to_owned()
        }
    }

    /// Who made text and labels.
    pub fn maker(self, maker: Maker) -> &'static str {
        self.say(match maker {
            Maker::Machine => Key::MadeByMachine,
            Maker::Assisted => Key::MadeAssisted,
            Maker::Person => Key::MadeByPerson,
        })
    }

    /// A share from 0 to 1.
    pub fn percent(self, share: f32) -> String {
        self.fill(Key::Percent, &[((share * 100.0).round() as usize).into()])
    }

    /// The name of a facet: a category's is the collection's, the others' are ours.
    pub fn facet<'a>(self, id: &str, label: &'a str) -> &'a str {
        let key = match id {
            "year" => Key::FacetYear,
            "organization" => Key::FacetOrganization,
            "responsible" => Key::FacetResponsible,
            "impacted" => Key::FacetImpacted,
            "labels" => Key::FacetLabels,
            _ => return label,
        };
        self.say(key)
    }

    /// The name of a value of a facet. The kinds of nothing are ours, and what the collection
    /// does not name is called as it is.
    pub fn value(self, facet: &Facet, id: &str) -> String {
        let label = facet.value(id).map_or(id, |value| &value.label);
        let key = match (facet.id.as_str(), id) {
            ("year", MISSING) => Key::NoDate,
            ("organization" | "responsible" | "impacted", MISSING) => Key::NoneNamed,
            (_, MISSING) => Key::NotLabelled,
            (_, NOT_APPLICABLE) => Key::NotApplicable,
            (_, UNKNOWN) if label == UNKNOWN => Key::Unknown,
            ("labels", "machine") => Key::Machine,
            ("labels", "assisted") => Key::Assisted,
            ("labels", "person") => Key::Person,
            _ => return label.to_owned(),
        };
        self.say(key).to_owned()
    }

    /// A clause of a query, such as `Domain: finance or health, not sales`.
    pub fn clause(self, catalog: &Catalog, query: &Query, clause: &Clause) -> String {
        match clause {
            Clause::Text => self.fill(Key::ClauseText, &[query.text.trim().into()]),
            Clause::Dates => self.based(query.basis, &self.range(query.from.as_ref(), query.to.as_ref())),
            Clause::Facet(id) => {
                let Some(facet) = catalog.facet(id, query.basis) else { return id.clone() };
                let selection = query.selection(id);
                let named = |id: &String| self.value(facet, id);
                let any = self.joined(Key::Or, selection.any.iter().map(named));
                let all = self.joined(Key::And, selection.all.iter().map(named));
                let none = selection.none.iter().map(|id| self.fill(Key::Not, &[(&named(id)).into()]));
                let said = self.joined(Key::Comma, any.into_iter().chain(all).chain(none));
                let label = self.facet(id, &facet.label);
                self.fill(Key::ClauseFacet, &[label.into(), (&said.unwrap_or_default()).into()])
            }
        }
    }

    fn joined(self, key: Key, said: impl Iterator<Item = String>) -> Option<String> {
        said.reduce(|before, next| self.fill(key, &[(&before).into(), (&next).into()]))
    }

    fn range(self, from: Option<&Date>, to: Option<&Date>) -> String {
        let said = |date: Option<&Date>| date.map(|date| self.date(date)).unwrap_or_default();
        let (first, last) = (said(from), said(to));
        let key = match (from, to) {
            (_, None) => Key::RangeFrom,
            (None, _) => return self.fill(Key::Until, &[(&last).into()]),
            _ if from == to => Key::RangeIn,
            _ => Key::FromTo,
        };
        self.fill(key, &[(&first).into(), (&last).into()])
    }

    /// What a link asked for in vain.
    pub fn notice(self, notice: &Notice) -> String {
        let key = match notice.vain {
            Vain::Date => Key::VainDate,
            Vain::Basis => Key::VainBasis,
            Vain::Order => Key::VainOrder,
            Vain::Bins => Key::VainBins,
            Vain::Like => Key::VainLike,
            Vain::View => Key::VainView,
            Vain::Stack => Key::VainStack,
            Vain::Measure => Key::VainMeasure,
            Vain::Open => Key::VainOpen,
            Vain::Compare => Key::VainCompare,
            Vain::CompareMore => Key::VainCompareMore,
            Vain::CompareOne => Key::VainCompareOne,
            Vain::Filter => Key::VainFilter,
            Vain::Value => Key::VainValue,
            Vain::Language => Key::VainLanguage,
            Vain::Typed => Key::VainTyped,
        };
        let name = self.facet(&notice.name, &notice.name);
        self.fill(key, &[name.into(), (&notice.value).into()])
    }

    /// What of a text query was not taken as it may have been meant.
    pub fn note(self, note: &Note) -> String {
        let (key, arg): (Key, Arg<'_>) = match note {
            Note::NoField(name) => (Key::NoteNoField, name.into()),
            Note::NoWord(field) => (Key::NoteNoWord, field.into()),
            Note::Most(most) => (Key::NoteMost, (*most).into()),
            Note::Broad(word) => (Key::NoteBroad, word.into()),
            Note::NoIndex => (Key::NoteNoIndex, "".into()),
        };
        self.fill(key, &[arg])
    }
}
