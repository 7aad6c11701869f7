//! Text search the slow way: every word of every field of every incident, for every clause.

use failscope::incident::Incident;
use failscope::incident::letters::plain as fold;
use failscope::query::text::fields::{B, K1, Kind, paragraphs};
use failscope::query::text::tokens::Stemmer;
use unicode_segmentation::UnicodeSegmentation;

/// Words in a row as a person means them, before they are spelled.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub excluded: bool,
    pub field: Option<String>,
    pub quoted: bool,
    pub text: String,
    /// Whether the last word is still being typed.
    pub typing: bool,
}

/// A paragraph of a field as its folded words.
type Paragraph = (Kind, String, Vec<String>);

/// Words by Unicode's rules over the whole text, divided at `_`, `:` and a dot before a letter.
pub(crate) fn folded(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in text.unicode_words() {
        let letters: Vec<char> = word.chars().collect();
        let mut part = String::new();
        for (at, letter) in letters.iter().enumerate() {
            let next_is_letter = letters.get(at + 1).is_some_and(|next| next.is_alphabetic());
            if matches!(letter, '_' | ':') || *letter == '.' && next_is_letter {
                found.push(std::mem::take(&mut part));
            } else {
                part.push(*letter);
            }
        }
        found.push(part);
    }
    found.retain(|part| !part.is_empty());
    found.iter().map(|part| fold(part)).collect()
}

fn read(incident: &Incident) -> Vec<Paragraph> {
    let mut read = Vec::new();
    paragraphs(incident, &mut |kind, name, text| read.push((kind, name.to_owned(), folded(text))));
    read
}

impl Wish {
    fn is_here(&self, kind: Kind, name: &str) -> bool {
        self.field.as_ref().is_none_or(|field| field == name || field == kind.name())
    }

    /// Whether the word of a text is what the word of the wish at a position asks for.
    fn wants(&self, position: usize, wanted: &[String], word: &str) -> bool {
        let wish = wanted[position].as_str();
        let begins = self.typing && position + 1 == wanted.len() && word.starts_with(wish);
        let stem = |word: &str| Stemmer::English.stem(word).into_owned();
        let exact = self.quoted && !(self.typing && position + 1 == wanted.len());
        begins || word == wish || !exact && stem(word) == stem(wish)
    }

    /// Where in some words the wish is met.
    fn met(&self, words: &[String]) -> Vec<usize> {
        let wanted = folded(&self.text);
        let met = |start: &usize| {
            let row = &words[*start..];
            row.len() >= wanted.len() && (0..wanted.len()).all(|position| self.wants(position, &wanted, &row[position]))
        };
        (0..words.len()).filter(met).collect()
    }

    /// Whether a single word is any of those wished for.
    pub(crate) fn is_part(&self, word: &str) -> bool {
        let wanted = folded(&self.text);
        (0..wanted.len()).any(|position| self.wants(position, &wanted, &fold(word)))
    }

    pub(crate) fn is_met(&self, incident: &Incident) -> bool {
        read(incident).iter().any(|(kind, name, words)| self.is_here(*kind, name) && !self.met(words).is_empty())
    }

    /// Whether a paragraph beside title and id meets it.
    pub(crate) fn shows(&self, incident: &Incident) -> bool {
        let rest = |kind: Kind| !matches!(kind, Kind::Title | Kind::Id);
        read(incident)
            .iter()
            .any(|(kind, name, words)| rest(*kind) && self.is_here(*kind, name) && !self.met(words).is_empty())
    }
}

/// Whether an incident is what all the wishes ask for.
pub(crate) fn keeps(incident: &Incident, wishes: &[Wish]) -> bool {
    wishes.iter().all(|wish| wish.is_met(incident) != wish.excluded)
}

/// Neighbouring paragraphs of one field: kind, name, paragraphs, length.
fn stretches(incident: &Incident) -> Vec<(Kind, String, Vec<Vec<String>>, f64)> {
    let mut stretches: Vec<(Kind, String, Vec<Vec<String>>, f64)> = Vec::new();
    for (kind, name, words) in read(incident) {
        let length = words.len() as f64;
        match stretches.last_mut() {
            Some(last) if last.0 == kind && last.1 == name => {
                last.2.push(words);
                last.3 += 1.0 + length;
            }
            _ => stretches.push((kind, name, vec![words], length)),
        }
    }
    stretches
}

/// The score of every incident that is kept, by the formula as the documentation has it.
pub(crate) fn scores(incidents: &[Incident], wishes: &[Wish]) -> Vec<f64> {
    let all: Vec<_> = incidents.iter().map(stretches).collect();
    let average = |kind: Kind, name: &str| {
        let lengths: Vec<f64> =
            all.iter().flatten().filter(|one| one.0 == kind && one.1 == name).map(|one| one.3).collect();
        lengths.iter().sum::<f64>().max(1.0) / lengths.len() as f64
    };
    let mut scores = vec![0.0; incidents.len()];
    for wish in wishes.iter().filter(|wish| !wish.excluded) {
        let weigh = |stretches: &Vec<(Kind, String, Vec<Vec<String>>, f64)>| -> f64 {
            let here = stretches.iter().filter(|(kind, name, ..)| wish.is_here(*kind, name));
            here.map(|(kind, name, paragraphs, length)| {
                let met: usize = paragraphs.iter().map(|words| wish.met(words).len()).sum();
                let held = 1.0 - f64::from(B) + f64::from(B) * length / average(*kind, name);
                met as f64 * f64::from(kind.weight()) / held
            })
            .sum()
        };
        let weights: Vec<f64> = all.iter().map(weigh).collect();
        let with = weights.iter().filter(|weight| **weight > 0.0).count() as f64;
        let rarity = (1.0 + (incidents.len() as f64 - with + 0.5) / (with + 0.5)).ln();
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score += rarity * weight * (f64::from(K1) + 1.0) / (f64::from(K1) + weight);
        }
    }
    scores.iter().zip(incidents).map(|(score, incident)| if keeps(incident, wishes) { *score } else { 0.0 }).collect()
}
