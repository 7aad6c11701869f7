//! Where each word occurs, packed: per word the incidents with its weight in each, and apart
//! from them the places, which only phrases and fields ask for.
//!
//! Incidents are differences in a variable-length code, each followed by the weight in
//! [`STEP`]s. The place of a word that an incident has once is doubled; of others there is the
//! doubled length in bytes plus one, then differences. About three bytes for an incident and
//! one and a half for a place.

/// The weight of a word in an incident is kept in these steps, up to 128: there it scores
/// within one per cent of the most it can.
pub const STEP: f32 = 1.0 / 512.0;

/// The postings of every word, by the word's number.
#[derive(Debug, Default)]
pub struct Postings {
    incidents: Vec<u8>,
    incident_ends: Vec<u32>,
    places: Vec<u8>,
    place_ends: Vec<u32>,
}

impl Postings {
    /// Adds the next word with its incidents, ascending, each with weight and ascending places.
    pub fn push(&mut self, word: &mut dyn Iterator<Item = (u32, f32, &[u32])>) {
        let (mut last, mut packed) = (0, Vec::new());
        for (incident, weight, places) in word {
            write(&mut self.incidents, incident - last);
            last = incident;
            let weight = (weight / STEP).round().clamp(1.0, f32::from(u16::MAX)) as u16;
            self.incidents.extend(weight.to_le_bytes());
            if let [place] = places {
                write(&mut self.places, place << 1);
                continue;
            }
            packed.clear();
            pack(&mut packed, places);
            write(&mut self.places, (packed.len() as u32) << 1 | 1);
            self.places.extend_from_slice(&packed);
        }
        self.incident_ends.push(self.incidents.len() as u32);
        self.place_ends.push(self.places.len() as u32);
    }

    /// Gives back what building took in advance.
    pub fn shrink(&mut self) {
        self.incidents.shrink_to_fit();
        self.places.shrink_to_fit();
    }

    /// Calls back with each incident of a word and the word's weight in it.
    pub fn each(&self, word: usize, mut visit: impl FnMut(usize, f32)) {
        let mut bytes = slice(&self.incidents, &self.incident_ends, word);
        let mut incident = 0;
        while let Some(step) = read(&mut bytes) {
            let [low, high, rest @ ..] = bytes else { return };
            incident += step as usize;
            visit(incident, f32::from(u16::from_le_bytes([*low, *high])) * STEP);
            bytes = rest;
        }
    }

    /// Calls back with each place of a word in the incidents that are wanted.
    pub fn each_place(&self, word: usize, wanted: impl Fn(usize) -> bool, mut visit: impl FnMut(usize, u32)) {
        let mut bytes = slice(&self.places, &self.place_ends, word);
        self.each(word, |incident, _| {
            let head = read(&mut bytes).unwrap_or_default();
            if head & 1 == 0 {
                if wanted(incident) {
                    visit(incident, head >> 1);
                }
                return;
            }
            let (mut here, rest) = bytes.split_at_checked(head as usize >> 1).unwrap_or_default();
            bytes = rest;
            if wanted(incident) {
                let mut place = 0;
                while let Some(step) = read(&mut here) {
                    place += step;
                    visit(incident, place);
                }
            }
        });
    }

    /// How much there is to read of a word: what orders words by how rare they are.
    pub fn cost(&self, word: usize) -> usize {
        slice(&self.incidents, &self.incident_ends, word).len()
    }

    /// Bytes of memory.
    pub fn size(&self) -> usize {
        self.incidents.capacity() + self.places.capacity() + 4 * (self.incident_ends.len() + self.place_ends.len())
    }
}

fn slice<'a>(bytes: &'a [u8], ends: &[u32], number: usize) -> &'a [u8] {
    let end = ends.get(number).copied().unwrap_or_default() as usize;
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default() as usize;
    bytes.get(start..end).unwrap_or_default()
}

fn pack(bytes: &mut Vec<u8>, places: &[u32]) {
    let mut last = 0;
    for place in places {
        write(bytes, place - last);
        last = *place;
    }
}

/// Appends a number, seven bits a byte, lowest first, the last byte below 128.
pub fn write(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number off the front; `None` at the end.
pub fn read(bytes: &mut &[u8]) -> Option<u32> {
    let (first, mut rest) = bytes.split_first()?;
    let mut number = u32::from(first & 0x7f);
    let (mut last, mut shift) = (*first, 7);
    while last >= 0x80 {
        let (next, after) = rest.split_first()?;
        number |= u32::from(next & 0x7f).checked_shl(shift).unwrap_or_default();
        (last, rest, shift) = (*next, after, shift + 7);
    }
    *bytes = rest;
    Some(number)
}
