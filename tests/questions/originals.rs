//! Pages of records as they are in the wild, beside their originals: no sentence is lost, every label
//! is explained, every citation leads to a source. Skipped where the records are absent.

use std::path::{Path, PathBuf};

use failscope::corpus::{self, Corpus, File};
use failscope::page::tree::To;
use failscope::pages::Pages;
use failscope::query::Catalog;

use super::articles::{is_sound, is_whole, page};
use super::world::catalog;

/// The files of a folder with an ending, at any depth, or `None` with a message where it is absent.
fn shared(folder: &str, endings: &[&str]) -> Option<Vec<File>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
    if !root.exists() {
        eprintln!("skipped: {} is not on this machine", root.display());
        return None;
    }
    let (mut found, mut rest): (Vec<PathBuf>, _) = (Vec::new(), vec![root]);
    while let Some(path) = rest.pop() {
        if path.is_dir() {
            rest.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            found.push(path);
        }
    }
    found.sort();
    Some(
        found
            .into_iter()
            .map(|path| File { name: path.display().to_string(), bytes: std::fs::read(&path).unwrap() })
            .collect(),
    )
}

fn read(files: &[File]) -> Catalog {
    let Corpus { collection, taxonomy, incidents, .. } = corpus::read(files);
    catalog(failscope::bundle::Content { collection, taxonomy, incidents })
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentences of an original page. Headings, numbers of lists, letters and names of options are its
/// form, which a page of ours has in its own; a sentence is at least four words.
fn sentences(original: &str) -> Vec<String> {
    let prose = original.split("Postmortem Analysis").nth(1).unwrap_or(original);
    let mut marked = String::new();
    for line in prose.lines() {
        let mut words = line.split(' ').peekable();
        // What stands before the first number or letter of a row is its heading and its options.
        let is_mark = |word: &str| {
            let letter = word.starts_with('(') && word.ends_with(')') && word.len() == 3;
            letter || word == "-" || word.strip_suffix('.').is_some_and(|number| number.parse::<u32>().is_ok())
        };
        while words.next_if(|word| !is_mark(word)).is_some() {}
        for word in words {
            if is_mark(word) {
                marked.push('\n');
            } else {
                marked.push_str(word);
                marked.push(if word.ends_with(['.', ':']) { '\n' } else { ' ' });
            }
        }
        marked.push('\n');
    }
    let long = |line: &&str| line.split_whitespace().count() > 3;
    marked.lines().map(str::trim).filter(long).map(|line| folded(line.trim_end_matches(['.', ':']))).collect()
}

#[test]
fn the_page_of_the_seed_has_every_sentence_explains_every_label_and_no_citation_is_dead() {
    let Some(files) = shared("seed", &["txt"]) else { return };
    let original = String::from_utf8(files[0].bytes.clone()).unwrap();
    let catalog = read(&files);
    let incident = &catalog.incidents()[0];
    is_whole(&catalog, incident);
    let tree = page(&catalog, incident);
    let said = folded(&tree.words());
    let sentences = sentences(&original);
    assert!(sentences.len() > 70, "{}", sentences.len());
    for sentence in &sentences {
        assert!(said.contains(sentence.as_str()), "the page lacks: {sentence}");
    }
    for category in catalog.taxonomy.categories() {
        assert!(said.contains(&folded(&category.definition)), "{} is not explained", category.id);
        for option in incident.choice(&category.id).options() {
            let meaning = category.option(option).map(|option| option.definition.clone()).unwrap_or_default();
            assert!(!meaning.is_empty() && said.contains(&folded(&meaning)), "{option} is not explained");
        }
    }
    let mut citations = 0;
    tree.visit(&mut |element| {
        let parts = element.parts();
        let class = parts.attributes.iter().find(|(name, _)| *name == "class").map_or("", |(_, value)| value);
        assert_ne!(class, "dangling", "{} is dead", element.words());
        citations += usize::from(class.starts_with("cite") && matches!(parts.to, Some(To::Here(_))));
    });
    let in_original = original.matches("4540").count();
    assert_eq!(citations, in_original, "every mention of the article leads to it");
}

#[test]
fn pages_of_records_of_every_kind_lose_nothing() {
    for (folder, endings, every) in [
        ("data/fail/pages", &["txt"][..], 1),
        ("data/icco-postmortems", &["md"], 1),
        ("data/vcdb/validated", &["json"], 60),
        ("data/aiid", &["csv"], 30),
    ] {
        let Some(files) = shared(folder, endings) else { return };
        let catalog = read(&files);
        assert!(!catalog.is_empty(), "{folder}");
        let pages = Pages::new(&catalog, true);
        for (index, incident) in catalog.incidents().iter().enumerate().step_by(every) {
            is_whole(&catalog, incident);
            is_sound(std::str::from_utf8(&pages.incident(index, incident)[0].bytes).unwrap());
        }
    }
}
