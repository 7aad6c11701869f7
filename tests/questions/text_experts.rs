//! What an expert expects of our own collection: well-known failures.

use std::path::Path;

use failscope::bundle::{Bundle, Content};
use failscope::corpus::{self, Corpus, File};
use failscope::query::text::snippet;
use failscope::query::{Catalog, Query, answer};

fn ours() -> Catalog {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("incidents");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = paths.map(|path| File { name: path.display().to_string(), bytes: std::fs::read(&path).unwrap() });
    let Corpus { collection, taxonomy, incidents, .. } = corpus::read(&files.collect::<Vec<_>>());
    Catalog::new(Bundle { version: String::new(), content: Content { collection, taxonomy, incidents } }).unwrap()
}

#[test]
fn the_best_answer_comes_first() {
    let catalog = ours();
    let mut wrong = Vec::new();
    for (text, first) in [
        ("metric units", "mars-climate-orbiter"),
        ("newton seconds", "mars-climate-orbiter"),
        ("race condition", "aws-dynamodb-2025"),
        ("overdose", "therac-25"),
        ("16-bit integer", "ariane-5-501"),
        ("floating point", "pentium-fdiv-1994"),
        ("expired certificate", "azure-storage-certificate-2013"),
        ("regular expression", "cloudflare-regex-2019"),
        ("backtracking", "cloudflare-regex-2019"),
        ("buffer over-read", "heartbleed"),
        ("CVE-2014-0160", "heartbleed"),
        ("angle of attack", "boeing-737-max-mcas"),
        ("channel file 291", "crowdstrike-2024"),
        ("dead code flag trading", "knight-capital-2012"),
        ("database backup deleted", "gitlab-database-2017"),
        ("alarm", "northeast-blackout-2003"),
        ("clock drift missile", "patriot-dhahran"),
        ("email marketing", "play-com-2011"),
        ("switch break statement", "att-long-distance-1990"),
        ("\"rolled back\"", "knight-capital-2012"),
        ("title:rollback", ""),
        ("integer overflow", "bank-of-new-york-1985"),
        ("organization:nasa", "mars-climate-orbiter"),
        ("cloudfalre", "cloudflare-regex-2019"),
    ] {
        let query = Query { text: text.to_owned(), ..Query::default() };
        let hits = answer(&catalog, &query).hits;
        let ids: Vec<&str> = hits.iter().map(|number| catalog.incidents()[*number as usize].id.as_str()).collect();
        if ids.first().copied().unwrap_or_default() != first {
            wrong.push(format!("{text}: {ids:?}, not {first}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_passage_says_why() {
    let catalog = ours();
    let of = |text: &str, id: &str| {
        let found = catalog.find(text).0;
        snippet(&catalog.incidents()[catalog.position(id).unwrap()], &found.terms).unwrap()
    };
    let passage = of("metric units", "mars-climate-orbiter");
    let marked: Vec<&str> = passage.marks.iter().map(|mark| &passage.text[mark.clone()]).collect();
    assert!(marked.contains(&"metric") && marked.contains(&"units"), "{passage:?}");
    assert_eq!(of("source:board ", "mars-climate-orbiter").field, "source");
}
