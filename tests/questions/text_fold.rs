//! The table of folded letters is what Unicode says. `FAILSCOPE_UPDATE=1` writes it anew.

use failscope::incident::letters::plain as fold;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The versions of Unicode that the table was made from: the compiler's cases, the crate's marks and
/// decompositions. Others know other letters, and have nothing to say about the table.
const UNICODE: [(u8, u8, u8); 2] = [(17, 0, 0), (18, 0, 0)];

/// Letters that Unicode does not decompose and people still type without.
fn plain(c: char) -> String {
    match c {
        '’' => "'".to_owned(),
        'ß' => "ss".to_owned(),
        'æ' => "ae".to_owned(),
        'œ' => "oe".to_owned(),
        'ø' => "o".to_owned(),
        'ł' => "l".to_owned(),
        'đ' => "d".to_owned(),
        'ı' => "i".to_owned(),
        'ς' => "σ".to_owned(),
        c if is_combining_mark(c) => String::new(),
        c => c.to_string(),
    }
}

fn expected(c: char) -> String {
    let mut folded = String::new();
    decompose_canonical(c, |c| {
        if !is_combining_mark(c) {
            folded.extend(c.to_lowercase().map(plain));
        }
    });
    folded
}

#[test]
fn letters_fold_as_unicode_says() {
    if [char::UNICODE_VERSION, unicode_normalization::UNICODE_VERSION] != UNICODE {
        eprintln!("skipped: this compiler knows another version of Unicode");
        return;
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/incident/letters.bin");
    let table = table();
    if std::env::var_os("FAILSCOPE_UPDATE").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    assert!(
        std::fs::read(path).unwrap() == table,
        "src/incident/letters.bin is old: run this test with FAILSCOPE_UPDATE=1"
    );
    for c in '\u{80}'..=char::MAX {
        assert_eq!(fold(&c.to_string()), expected(c), "{c:?}");
    }
}

/// The bytes that `src/incident/letters.rs` describes.
fn table() -> Vec<u8> {
    let is_syllable = |c: &char| ('\u{ac00}'..='\u{d7a3}').contains(c);
    let letters: Vec<(u32, String)> = ('\u{80}'..=char::MAX)
        .filter(|c| !is_syllable(c))
        .map(|c| (u32::from(c), expected(c)))
        .filter(|(c, to)| char::from_u32(*c).is_some_and(|c| c.to_string() != *to))
        .collect();
    let single = |to: &str| to.chars().next().filter(|c| c.len_utf8() == to.len()).map(u32::from);
    // How many letters from the first on become one after the other, so many places apart.
    let along = |first: &[(u32, String)], by: u32, step: u32| {
        let Some(start) = single(&first[0].1) else { return 0 };
        let follows = |(nth, (c, to)): (usize, &(u32, String))| {
            *c == first[0].0 + nth as u32 * by && single(to) == Some(start + nth as u32 * step)
        };
        first.iter().enumerate().take_while(|each| follows(*each)).count()
    };
    let (mut out, mut place, mut before, mut at) = (Vec::new(), 0, 0, 0);
    while at < letters.len() {
        let (rest, (c, to)) = (&letters[at..], &letters[at]);
        let nothing =
            rest.iter().enumerate().take_while(|(nth, (c, to))| to.is_empty() && *c == rest[0].0 + *nth as u32);
        let all =
            [(along(rest, 1, 0), 0, 1), (along(rest, 1, 1), 1, 1), (along(rest, 2, 2), 2, 2), (nothing.count(), 3, 1)];
        let (count, kind, by) = all.into_iter().rev().max_by_key(|(count, ..)| *count).unwrap();
        let (count, kind) = if count == 0 { (1, 3) } else { (count, kind) };
        put(&mut out, c - place);
        put(&mut out, (count as u32 - 1) * 4 + kind);
        if kind == 3 {
            put(&mut out, to.chars().count() as u32);
            to.chars().for_each(|c| put(&mut out, c.into()));
        } else {
            let letter = single(to).unwrap();
            put(&mut out, letter.abs_diff(before) * 2 - u32::from(letter < before));
            before = letter;
        }
        place = c + (count as u32 - 1) * by + 1;
        at += count;
    }
    out
}

fn put(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
