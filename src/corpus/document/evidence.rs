//! Whether a document holds together: statements cite, citations name a source, sources are
//! cited, dates and addresses can be true, and no section or category is left out. These are the
//! rules for every document; those of a curated collection are in `corpus::house`.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::choice::option_names;
use crate::corpus::finding::Report;
use crate::corpus::front_matter::Lines;
use crate::incident::citation::{Span, spans};
use crate::incident::{Incident, Section, Source, Taxonomy};

/// Reports the statements of a section that cite nothing.
pub(super) fn check_statements(section: &Section, line: usize, sources: &[Source], report: &mut Report) {
    for block in section.blocks.iter().filter(|block| block.number.is_some()) {
        if !cites(&block.text, &block.points, sources) {
            let number = block.number.unwrap_or_default();
            report.warning(line, format!("statement {number} cites no source"), "end it with [id] of a source");
        }
    }
}

/// Whether a text or one of its bullets names a source.
pub(in crate::corpus) fn cites(text: &str, points: &[String], sources: &[Source]) -> bool {
    let names_one = |text: &str| spans(text, sources).iter().any(|span| matches!(span, Span::Cite(..)));
    names_one(text) || points.iter().any(|point| names_one(point))
}

/// Reports a failure that happened after it was reported, as far as uncertain dates can tell.
pub(super) fn check_dates(incident: &Incident, line: usize, report: &mut Report) {
    if let (Some(published), Some(occurred)) = (&incident.published, &incident.occurred)
        && published.last() < occurred.first()
    {
        report.warning(
            line,
            format!("it was reported ({}) before it happened ({})", published.as_str(), occurred.as_str()),
            "correct one of the dates; published is the first report",
        );
    }
}

/// Reports addresses that no browser will find, and evidence that is counted twice.
pub(super) fn check_addresses(sources: &[Source], source_lines: &[usize], report: &mut Report) {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (source, line) in sources.iter().zip(source_lines) {
        for url in [&source.url, &source.archive].into_iter().flatten().filter(|url| !names_a_host(url)) {
            report.warning(
                *line,
                format!("`{url}` is no complete address"),
                "copy it from the browser: a host with a dot, and no spaces or quotes",
            );
        }
        if let Some(url) = &source.url
            && let Some(other) = seen.insert(url, &source.id)
        {
            report.warning(
                *line,
                format!("`{}` has the address of `{other}`", source.id),
                "make one source of the two, or give each its own address",
            );
        }
    }
}

/// Whether an address has a host of the public web and nothing that addresses never hold.
fn names_a_host(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`');
    host.contains('.') && host.split('.').all(is_label) && !url.contains(odd)
}

/// Reports sections and categories that a document leaves out.
pub(super) fn report_gaps(incident: &Incident, taxonomy: &Taxonomy, line: usize, report: &mut Report) {
    let has = |id: &str| incident.sections.iter().any(|section| section.id == id);
    for kind in taxonomy.sections.iter().filter(|kind| !has(&kind.id)) {
        report.warning(
            line,
            format!("there is no section {}", kind.label),
            format!("add ## {}, or say there that the sources do not tell", kind.label),
        );
    }
    for category in taxonomy.categories().filter(|category| !incident.labels.contains_key(&category.id)) {
        report.warning(
            line,
            format!("{} is not labelled", category.label),
            format!("add ### {}: and one of {}", category.label, option_names(category)),
        );
    }
}

/// Reports citations that no source answers, and sources that nothing cites.
pub(super) fn check(incident: &Incident, source_lines: &[usize], lines: &Lines<'_>, report: &mut Report) {
    let statements = incident.sections.iter().flat_map(|section| &section.blocks);
    let statements = statements.flat_map(|block| block.points.iter().chain([&block.text]));
    let arguments = incident.labels.values().flat_map(|label| &label.rationale);
    let arguments = arguments.flat_map(|segment| segment.points.iter().chain([&segment.text]));
    let (mut cited, mut unknown) = (BTreeSet::new(), BTreeSet::new());
    for text in statements.chain(arguments) {
        for span in spans(text, &incident.sources) {
            match span {
                Span::Cite(_, index) => {
                    cited.insert(index);
                }
                Span::Dangling(name) => {
                    unknown.insert(name);
                }
                Span::Text(_) => {}
            }
        }
        let answered = |name: &str| {
            spans(&format!("[{name}]"), &incident.sources).iter().any(|span| matches!(span, Span::Cite(..)))
        };
        unknown.extend(bracketed_names(text).filter(|name| !answered(name)));
    }
    for name in unknown {
        let line = line_of_citation(name, lines);
        report.error(
            line,
            format!("[{name}] cites a source that is not there"),
            format!("add a [[source]] with id = \"{name}\", or correct the citation"),
        );
    }
    for (index, source) in incident.sources.iter().enumerate().filter(|(index, _)| !cited.contains(index)) {
        let line = source_lines.get(index).copied().unwrap_or(1);
        report.warning(
            line,
            format!("nothing cites the source `{}`", source.id),
            "cite it where it is evidence, or remove it",
        );
    }
}

/// The names inside `[one, two]` where each could be an id: a word of letters, digits, hyphens.
fn bracketed_names(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let inside = text.split('[').skip(1).filter_map(|rest| rest.split_once(']').map(|(inside, _)| inside));
    inside
        .filter(move |inside| inside.split([',', ';']).all(|name| is_word(name.trim())))
        .flat_map(|inside| inside.split([',', ';']).map(str::trim))
}

/// The line of the body where a name is first cited.
fn line_of_citation(name: &str, lines: &Lines<'_>) -> usize {
    let body = lines.text();
    let in_bracket = |at: &usize| body[..*at].trim_end().ends_with(['[', ',', ';']);
    body.match_indices(name).map(|(at, _)| at).find(in_bracket).map_or(1, |at| lines.of(at))
}
