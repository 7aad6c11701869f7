//! What a collection says of itself (`failscope.toml`), its taxonomy file, and the taxonomies that
//! are built in.

use crate::corpus::finding::Report;
use crate::corpus::front_matter::{Fields, Lines, parse};
use crate::incident::{Collection, Taxonomy, is_old_path};

/// The taxonomies that are built in, by the names that settings choose them by.
const BUILT_IN: [(&str, &str); 4] = [
    ("FAIL", include_str!("fail_taxonomy.toml")),
    ("VERIS", include_str!("veris_taxonomy.toml")),
    ("AIID", include_str!("aiid_taxonomy.toml")),
    ("postmortems", include_str!("postmortem_taxonomy.toml")),
];

/// The names of the taxonomies that are built in.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// The taxonomy that is built in under a name, in any letter case.
pub fn built_in(name: &str) -> Option<Taxonomy> {
    let (_, text) = BUILT_IN.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    // The text is a constant, and a test reads it: there is no input that could make this fail.
    Some(toml::from_str(text).unwrap_or_default())
}

/// The taxonomy of FAIL.
pub fn fail_taxonomy() -> Taxonomy {
    built_in("FAIL").unwrap_or_default()
}

/// Reads `failscope.toml`: the collection, and the taxonomy that it names: one that is built in, or a
/// file beside itself.
pub fn read(text: &str, report: &mut Report) -> (Collection, Option<String>) {
    let lines = Lines::new(text, 1);
    let Some(mut fields) = parse(&lines, report) else {
        return (untitled(), None);
    };
    let collection = Collection {
        title: fields.text("title", report).unwrap_or_else(|| {
            report.error(1, "the collection has no title", "add title = \"…\"");
            untitled().title
        }),
        description: fields.text("description", report).unwrap_or_default(),
        license: fields.text("license", report).unwrap_or_default(),
        method: fields.text("method", report).unwrap_or_default(),
        language: fields.text("language", report).unwrap_or_default(),
        base_url: fields.address("base_url", report).unwrap_or_default(),
        report_url: fields.address("report_url", report).unwrap_or_default(),
        old_paths: old_paths(&mut fields, report),
    };
    let taxonomy = fields.text("taxonomy", report);
    fields.finish(report);
    (collection, taxonomy)
}

/// Paths that lead to incidents from addresses of before.
fn old_paths(fields: &mut Fields, report: &mut Report) -> Vec<String> {
    let line = fields.line_of("old_paths");
    let mut paths = fields.names("old_paths", report);
    paths.retain(|path| {
        let usable = is_old_path(path);
        if !usable {
            let mend = "write folders below the site with {id} in them, such as \"database/incident/{id}/\"";
            report.error(line, format!("old_paths: `{path}` is no path of incidents"), mend);
        }
        usable
    });
    paths
}

/// What a collection without `failscope.toml` is called.
pub fn untitled() -> Collection {
    Collection { title: "Software failures".to_owned(), ..Collection::default() }
}

/// Reads a taxonomy file; `None` with findings where it cannot be used.
pub fn read_taxonomy(text: &str, report: &mut Report) -> Option<Taxonomy> {
    let taxonomy: Taxonomy = match toml::from_str(text) {
        Ok(taxonomy) => taxonomy,
        Err(error) => {
            let line = Lines::new(text, 1).of(error.span().map_or(0, |span| span.start));
            report.error(
                line,
                format!("this is no taxonomy: {}", error.message()),
                "see docs/documents.md for its form",
            );
            return None;
        }
    };
    for problem in taxonomy.problems() {
        report.error(1, problem.to_string(), "choose another identifier");
    }
    Some(taxonomy)
}
