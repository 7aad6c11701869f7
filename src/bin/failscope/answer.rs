//! `failscope answer`: the engine's answer to a link, as JSON.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use failscope::bundle;
use failscope::link;
use failscope::query::{Catalog, answer};
use serde_json::{Map, Value, json};

use crate::command::Failure;
use crate::files;

/// Answers `<site> <query>`.
pub(crate) fn run(words: &[String]) -> Result<ExitCode, Failure> {
    let [site, query] = words else {
        return Err(Failure::Usage("answer needs a site and a link query".to_owned()));
    };
    let site = Path::new(site);
    let path = if site.is_dir() { site.join("bundle.json") } else { site.to_owned() };
    let bundle = bundle::decode(&files::read(&path)?)
        .map_err(|error| Failure::Outside(format!("{}: {error}", path.display())))?;
    // A reader that has seen enough (`head`) is no failure.
    let _ = writeln!(std::io::stdout(), "{}", answer_json(&Catalog::new(bundle), query));
    Ok(ExitCode::SUCCESS)
}

fn answer_json(catalog: &Catalog, query: &str) -> Value {
    let (link, notices) = link::parse(query, catalog);
    let answer = answer(catalog, &link.query);
    let ids: Vec<&str> = answer.hits.iter().map(|index| catalog.incidents[*index].id.as_str()).collect();
    let mut facets = Map::new();
    for (facet, counts) in catalog.facets(link.query.basis).zip(&answer.counts) {
        let counts: Map<String, Value> =
            facet.values.iter().zip(counts).map(|(value, count)| (value.id.clone(), json!(count))).collect();
        facets.insert(facet.id.clone(), Value::Object(counts));
    }
    let histogram: Vec<Value> = answer.bins.iter().map(|bin| json!({ "from": bin.from, "count": bin.count })).collect();
    json!({
        "total": ids.len(),
        "certain": answer.certain,
        "ids": ids,
        "facets": facets,
        "histogram": histogram,
        "undated": answer.undated,
        "notices": notices,
    })
}
