//! Incidents that resemble one, and what makes them so.
//!
//! What an incident says is three sets: the options it is labelled with, the organizations it
//! names in any role, and the words of its title and summary. Two sets resemble each other by
//! what they share as a part of what they say together, everything weighed (the coefficient of
//! Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11, 1912):
//!
//! J(x, y) = Σ weights of x ∩ y / Σ weights of x ∪ y
//!
//! and the weight is how telling a thing is, the inverse document frequency of Spärck Jones
//! ("A statistical interpretation of term specificity", Journal of Documentation 28, 1972):
//! ln((N + 1) / n) where n of N incidents say it. The score is the sum of the three, each for
//! its part: labels ½, organizations ¼, words ¼, since labels are somebody's judgement of the
//! whole incident and words an accident of its telling. The parts are a choice, not a finding.
//!
//! So a score is the same from either side, lies between 0 and 1, and is the sum of its
//! reasons. What nobody knows is nothing to share: unknown, not applicable and missing labels
//! never count, nor do blank names and titles that say `unknown`. Left out of the words are
//! those of one incident alone, which nobody could share, and as stop words, whatever the
//! language, those of more than two incidents and more than a fifth of all. A split bundle has
//! the words that are left as a part of its own, so that nobody has to fetch every summary.

use std::collections::HashMap;

use crate::bundle::Telling;
use crate::bundle::columns::arrange;
use crate::incident::Incident;
use crate::incident::taxonomy::{MISSING, NOT_APPLICABLE, UNKNOWN};
use crate::query::facet::Facet;
use crate::query::{Basis, Catalog, text};

/// What two incidents can share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An option of a category.
    Label,
    /// An organization, in whichever role.
    Organization,
    /// A word of title or summary.
    Word,
}

/// The most that each kind gives to a score.
pub const PARTS: [f64; 3] = [0.5, 0.25, 0.25];

/// An incident that resembles another.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// Its number in the catalogue.
    pub index: usize,
    /// How much, above 0 and at most 1.
    pub score: f64,
    /// What the two share, strongest first; ties in the order of kinds and of the taxonomy.
    pub reasons: Vec<Reason>,
}

/// Something that two incidents share.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What kind of thing.
    pub kind: Kind,
    /// Id of the facet; empty for a word.
    pub facet: String,
    /// Id of the value, or the word, folded.
    pub value: String,
    /// Its name on screen.
    pub label: String,
    /// How many incidents of the collection say it.
    pub carriers: u32,
    /// What it adds to the score.
    pub strength: f64,
}

/// What the catalogue must know before it can tell what is similar: worked out once.
#[derive(Clone, Debug, Default)]
pub struct Profiles {
    /// The words that count, each with the incidents that have it, ascending.
    words: Telling,
    /// Per incident, the weight of all it says, by kind.
    weights: Vec<[u64; 3]>,
}

/// Something that one incident says; the strength of the reason is not known yet.
struct Said {
    reason: Reason,
    weight: u64,
    carriers: Vec<u32>,
}

impl Said {
    fn new(kind: Kind, facet: &str, value: (&str, &str), carriers: Vec<u32>, len: usize) -> Said {
        let (facet, value, label) = (facet.to_owned(), value.0.to_owned(), value.1.to_owned());
        let reason = Reason { kind, facet, value, label, carriers: carriers.len() as u32, strength: 0.0 };
        Said { reason, weight: weight(len, carriers.len()), carriers }
    }
}

/// Gathers the words that count, while incidents come one at a time.
#[derive(Clone, Debug, Default)]
pub struct Gathering {
    words: HashMap<String, Vec<u32>>,
    len: u32,
}

impl Gathering {
    /// Takes the next incident.
    pub fn push(&mut self, incident: &Incident) {
        for word in words_of(&folded(incident)) {
            match self.words.get_mut(word) {
                Some(carriers) if carriers.last() == Some(&self.len) => {}
                Some(carriers) => carriers.push(self.len),
                None => drop(self.words.insert(word.to_owned(), vec![self.len])),
            }
        }
        self.len += 1;
    }

    /// The words that count, now that all incidents are known.
    pub fn finish(mut self) -> Telling {
        let len = self.len as usize;
        self.words.retain(|_, carriers| carriers.len() == 2 || carriers.len() > 2 && carriers.len() * 5 <= len);
        arrange(self.words.into_iter().collect(), |(one, _), (other, _)| one.cmp(other))
    }
}

/// The words that count of some incidents.
pub fn telling(incidents: &[Incident]) -> Telling {
    let mut gathering = Gathering::default();
    incidents.iter().for_each(|incident| gathering.push(incident));
    gathering.finish()
}

impl Profiles {
    /// The profiles of a catalogue whose telling words are these.
    pub fn new(catalog: &Catalog, words: Telling) -> Profiles {
        let len = catalog.len();
        let mut profiles = Profiles { words, weights: vec![[0; 3]; len] };
        for (kind, facet) in facets(catalog) {
            for (place, value) in facet.values.iter().enumerate() {
                if counts(kind, &value.id) {
                    add(&mut profiles.weights, kind, weight(len, value.total as usize), facet.carriers(place).iter());
                }
            }
        }
        for (_, have) in &profiles.words {
            add(&mut profiles.weights, Kind::Word, weight(len, have.len()), have.iter().map(|index| *index as usize));
        }
        profiles
    }

    /// Everything that an incident says and that counts, each once.
    fn said(&self, catalog: &Catalog, index: usize) -> Vec<Said> {
        let mut said = Vec::new();
        if index >= catalog.len() {
            return said;
        }
        for (kind, facet) in facets(catalog) {
            let names: Vec<&str> = match kind {
                Kind::Organization => catalog.organizations(index),
                _ => catalog.columns.choice(&facet.id, index).options().iter().map(String::as_str).collect(),
            };
            let place = |name: &str| facet.place(name).filter(|_| counts(kind, name));
            let mut places: Vec<u64> = names.into_iter().filter_map(place).map(|place| place as u64).collect();
            places.sort_unstable();
            places.dedup();
            said.extend(places.into_iter().filter_map(|place| {
                let value = facet.values.get(place as usize)?;
                let carriers = facet.carriers(place as usize).iter().map(|index| index as u32).collect();
                Some(Said::new(kind, &facet.id, (&value.id, &value.label), carriers, catalog.len()))
            }));
        }
        let has = |carriers: &Vec<u32>| carriers.binary_search(&(index as u32)).is_ok();
        let words = self.words.iter().filter(|(_, carriers)| has(carriers));
        said.extend(
            words.map(|(word, carriers)| Said::new(Kind::Word, "", (word, word), carriers.clone(), catalog.len())),
        );
        said
    }

    /// What two incidents say together, by kind, where they share so much.
    fn together(&self, one: usize, other: usize, shared: [u64; 3]) -> [u64; 3] {
        let of = |index: usize, kind: usize| self.weights.get(index).map_or(0, |weights| weights[kind]);
        std::array::from_fn(|kind| (of(one, kind) + of(other, kind)).saturating_sub(shared[kind]))
    }
}

/// How much every incident resembles one, from 0 to 1, itself too; all 0 for an unknown one.
pub fn scores(catalog: &Catalog, profiles: &Profiles, index: usize) -> Vec<f64> {
    let mut shared = vec![[0; 3]; catalog.len()];
    for said in profiles.said(catalog, index) {
        add(&mut shared, said.reason.kind, said.weight, said.carriers.iter().map(|index| *index as usize));
    }
    let score = |(other, shared): (usize, &[u64; 3])| {
        let together = profiles.together(index, other, *shared);
        [Kind::Label, Kind::Organization, Kind::Word]
            .map(|kind| part(kind, shared[kind as usize], together))
            .iter()
            .sum()
    };
    shared.iter().enumerate().map(score).collect()
}

/// The incidents that resemble one most, at most `most` and never itself, the highest score
/// first, ties in the catalogue's order. `profiles` are those of the same catalogue.
pub fn similar(catalog: &Catalog, profiles: &Profiles, index: usize, most: usize) -> Vec<Similar> {
    let said = profiles.said(catalog, index);
    // Few are wanted, and most are refused by one look at the last of them.
    let mut ranked: Vec<(usize, f64)> = Vec::new();
    for (other, score) in scores(catalog, profiles, index).into_iter().enumerate() {
        let place = ranked.partition_point(|(_, known)| *known >= score);
        if other != index && score > 0.0 && place < most {
            ranked.truncate(most - 1);
            ranked.insert(place, (other, score));
        }
    }
    let similar = |(other, score)| Similar { index: other, score, reasons: reasons(profiles, index, other, &said) };
    ranked.into_iter().map(similar).collect()
}

/// How many relatives of a kind an incident has.
const RELATIVES: usize = 6;

/// What stands near an incident: those that resemble it most, and others that name one of its
/// organizations, in the catalogue's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relatives {
    /// The most similar ones; none where what that takes is not there.
    pub alike: Vec<Similar>,
    /// Others of its organizations.
    pub others: Vec<usize>,
}

/// The relatives of an incident.
pub fn relatives(catalog: &Catalog, index: usize) -> Relatives {
    let alike = catalog.profiles().map(|profiles| similar(catalog, profiles, index, RELATIVES)).unwrap_or_default();
    let mut others: Vec<u64> = Vec::new();
    if let Some(facet) = catalog.facet("organization", Basis::Reported) {
        for name in catalog.organizations(index).into_iter().filter(|name| counts(Kind::Organization, name)) {
            let carriers = facet.place(name).map(|place| facet.carriers(place));
            let near = carriers.iter().flat_map(|carriers| carriers.iter().filter(|other| *other != index));
            others.extend(near.take(RELATIVES).map(|other| other as u64));
        }
    }
    others.sort_unstable();
    others.dedup();
    others.truncate(RELATIVES);
    Relatives { alike, others: others.into_iter().map(|other| other as usize).collect() }
}

fn reasons(profiles: &Profiles, index: usize, other: usize, said: &[Said]) -> Vec<Reason> {
    let carries = |said: &&Said| said.carriers.binary_search(&(other as u32)).is_ok();
    let common: Vec<&Said> = said.iter().filter(carries).collect();
    let mut shared = [0; 3];
    common.iter().for_each(|said| shared[said.reason.kind as usize] += said.weight);
    let together = profiles.together(index, other, shared);
    let strength = |said: &Said| part(said.reason.kind, said.weight, together);
    let mut reasons: Vec<Reason> = Vec::with_capacity(common.len());
    for said in common {
        // Ties stay in the order of kinds and of the taxonomy.
        let strength = strength(said);
        let place = reasons.partition_point(|known| known.strength >= strength);
        reasons.insert(place, Reason { strength, ..said.reason.clone() });
    }
    reasons
}

/// What a shared weight adds to the score.
fn part(kind: Kind, shared: u64, together: [u64; 3]) -> f64 {
    match together[kind as usize] {
        0 => 0.0,
        together => PARTS[kind as usize] * shared as f64 / together as f64,
    }
}

/// How telling a thing is that so many incidents say, in whole millionths: sums of them do not
/// depend on the order, nor on the last digit of a platform's logarithm.
fn weight(len: usize, carriers: usize) -> u64 {
    (((len + 1) as f64 / carriers.max(1) as f64).ln() * 1e6).round() as u64
}

fn add(weights: &mut [[u64; 3]], kind: Kind, weight: u64, carriers: impl Iterator<Item = usize>) {
    for index in carriers {
        if let Some(sum) = weights.get_mut(index) {
            sum[kind as usize] += weight;
        }
    }
}

/// The facets whose values count: every category, then organizations.
fn facets(catalog: &Catalog) -> impl Iterator<Item = (Kind, &Facet)> {
    let labels = catalog.taxonomy.categories().map(|category| (Kind::Label, category.id.as_str()));
    let facet = |(kind, id): (Kind, &str)| Some((kind, catalog.facet(id, Basis::Reported)?));
    labels.chain([(Kind::Organization, "organization")]).filter_map(facet)
}

/// Whether a value is something to share.
fn counts(kind: Kind, value: &str) -> bool {
    match kind {
        Kind::Label => ![UNKNOWN, NOT_APPLICABLE, MISSING].contains(&value),
        _ => value != MISSING && !value.trim().is_empty(),
    }
}

/// Title and summary, folded, each word after one space.
fn folded(incident: &Incident) -> String {
    let mut folded = String::new();
    let parts = [&incident.title].into_iter().filter(|title| title.trim() != UNKNOWN).chain(&incident.summary);
    parts.for_each(|part| text::append(&mut folded, part));
    folded
}

/// The words of a folded text; single letters and digits of ASCII are none.
fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| word.len() > 1)
}
