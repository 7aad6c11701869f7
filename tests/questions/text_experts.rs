//! What an expert expects of our own collection: well-known failures.

use std::path::Path;

use failscope::bundle::{Bundle, Content};
use failscope::corpus::{self, Corpus, File};
use failscope::query::text::snippet;
use failscope::query::{Catalog, Query, answer};

pub(crate) fn ours() -> Catalog {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("incidents");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = paths.map(|path| File { name: path.display().to_string(), bytes: std::fs::read(&path).unwrap() });
    let Corpus { collection, taxonomy, incidents, .. } = corpus::read(&files.collect::<Vec<_>>());
    Catalog::new(Bundle { version: String::new(), content: Content { collection, taxonomy, incidents } }).unwrap()
}

/// Words that an expert types, and what the expert wants to see among the first so many. The
/// collection grows, so only what nothing else could be meant by must come first.
#[test]
fn experts_find_what_they_mean_near_the_top() {
    let catalog = ours();
    let mut wrong = Vec::new();
    for (text, within, wanted) in [
        ("metric units", 1, "mars-climate-orbiter"),
        ("newton seconds", 1, "mars-climate-orbiter"),
        ("unit conversion", 3, "mars-climate-orbiter"),
        ("race condition", 5, "aws-dynamodb-2025"),
        ("race condition", 10, "therac-25"),
        ("race condition", 10, "northeast-blackout-2003"),
        ("overdose", 5, "therac-25"),
        ("radiation", 8, "therac-25"),
        ("radiation", 8, "panama-radiotherapy-2001"),
        ("radiation", 8, "epinal-radiotherapy-2004"),
        ("16-bit integer", 5, "ariane-5-501"),
        ("floating point", 5, "pentium-fdiv-1994"),
        ("leap second", 2, "linux-leap-second-2012"),
        ("leap second", 2, "cloudflare-leap-second-2017"),
        ("leap year", 6, "zune-leap-year-2008"),
        ("leap year", 6, "azure-leap-day-2012"),
        ("leap year", 6, "ps3-leap-year-2010"),
        ("expired certificate", 3, "azure-storage-certificate-2013"),
        ("expired certificate", 3, "ericsson-o2-2018"),
        ("regular expression", 2, "cloudflare-regex-2019"),
        ("backtracking", 2, "cloudflare-regex-2019"),
        ("buffer over-read", 2, "heartbleed"),
        ("CVE-2014-0160", 1, "heartbleed"),
        ("angle of attack", 3, "boeing-737-max-mcas"),
        ("channel file 291", 1, "crowdstrike-2024"),
        ("dead code flag trading", 1, "knight-capital-2012"),
        ("database backup deleted", 5, "gitlab-database-2017"),
        ("alarm", 10, "northeast-blackout-2003"),
        ("clock drift missile", 1, "patriot-dhahran"),
        ("email marketing", 3, "play-com-2011"),
        ("switch break statement", 1, "att-long-distance-1990"),
        ("\"rolled back\"", 10, "knight-capital-2012"),
        ("rollback", 6, "rbs-2012"),
        ("rollback", 6, "knight-capital-2012"),
        ("integer overflow", 5, "bank-of-new-york-1985"),
        ("integer overflow", 8, "ariane-5-501"),
        ("integer overflow", 8, "deep-impact-2013"),
        ("integer overflow", 8, "therac-25"),
        ("priority inversion", 1, "mars-pathfinder-1997"),
        ("finite element", 1, "sleipner-a-1991"),
        ("sewage", 1, "maroochy-2000"),
        ("organization:nasa mars", 5, "mars-climate-orbiter"),
        ("cloudfalre", 5, "cloudflare-regex-2019"),
    ] {
        let query = Query { text: text.to_owned(), ..Query::default() };
        let hits = answer(&catalog, &query).hits(&catalog, within);
        let ids: Vec<&str> = hits.iter().map(|number| catalog.id(*number as usize)).collect();
        if !ids.contains(&wanted) {
            wrong.push(format!("{text}: {ids:?}, without {wanted}"));
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
