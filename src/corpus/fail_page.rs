//! The text of a FAIL incident page, as copied from a browser.
//!
//! A page is rows: `Heading rest of the row`. Rows come in page order, and a line that opens
//! with no later heading continues the row before it, so nothing between the first row and
//! the list of sources is lost. Option list and rationale are divided by a space only, so
//! the known option names decide where one ends.

use crate::corpus::fail_record::{Record, incident};
use crate::corpus::finding::Report;
use crate::incident::taxonomy::{Category, UNKNOWN, fold};
use crate::incident::{Incident, Taxonomy};

/// Headings of the page that stand above rows and hold nothing themselves.
const BANNERS: [&str; 7] = [
    "Postmortem Analysis",
    "Software Taxonomy of Faults",
    "IoT System Layer",
    "Other Details",
    "Category Option Rationale",
    "Layer Option Rationale",
    "Back to List",
];

/// What each heading of the postmortem is called in the taxonomy, in page order.
const SECTIONS: [(&str, &str); 10] = [
    ("Timeline", "timeline"),
    ("System", "system"),
    ("Responsible Organization", "responsible-organization"),
    ("Impacted Organization", "impacted-organization"),
    ("Software Causes", "software-causes"),
    ("Non-software Causes", "non-software-causes"),
    ("Impacts", "impacts"),
    ("Preventions", "preventions"),
    ("Fixes", "fixes"),
    ("References", "references"),
];

/// What each heading of the taxonomy is called there, in page order.
const CATEGORIES: [(&str, &str); 15] = [
    ("Recurring", "recurring"),
    ("Phase (Design/Operation)", "phase"),
    ("Boundary (Internal/External)", "boundary"),
    ("Nature (Human/Non-human)", "nature"),
    ("Dimension (Hardware/Software)", "dimension"),
    ("Objective (Malicious/Non-malicious)", "objective"),
    ("Intent (Poor/Accidental Decisions)", "intent"),
    ("Capability (Incompetence/Accidental)", "capability"),
    ("Duration", "duration"),
    ("Behaviour", "behaviour"),
    ("Perception", "perception"),
    ("Communication", "communication"),
    ("Application", "application"),
    ("Consequence", "consequence"),
    ("Domain", "domain"),
];

/// Whether a text looks like such a page.
pub fn is_page(text: &str) -> bool {
    text.lines().take(5).any(|line| line.starts_with("Incident:"))
}

/// Reads a page. `name` is its file name, whose digits are the incident's number.
pub fn read(name: &str, text: &str, taxonomy: &Taxonomy, report: &mut Report) -> Option<Incident> {
    let mut record = Record { id: id_of(name, report)?, line: 1, ..Record::default() };
    let mut rows: Vec<(usize, usize, String)> = Vec::new();
    let mut next = 0;
    let mut below = false;
    for (line, text) in (1..).zip(text.lines()) {
        let trimmed = text.trim();
        if trimmed.is_empty() || BANNERS.contains(&trimmed) {
            continue;
        }
        if below {
            report.warning(
                line,
                format!("`{trimmed}` stands below Sources and is left out"),
                "stored pages have lost their sources; list them in articles.csv",
            );
        } else if let Some(title) = trimmed.strip_prefix("Incident:").filter(|_| next == 0) {
            record.title = title.trim().to_owned();
        } else if let Some(date) = trimmed.strip_prefix("Published Date:").filter(|_| next == 0) {
            record.published = date.trim().to_owned();
        } else if trimmed == "Sources" {
            below = true;
        } else if let Some((heading, rest)) = heading_of(trimmed, next) {
            rows.push((heading, line, rest.to_owned()));
            next = heading + 1;
        } else if let Some((_, _, row)) = rows.last_mut() {
            row.push('\n');
            row.push_str(trimmed);
        } else {
            report.warning(
                line,
                "text before the first heading of the postmortem is left out",
                "move it under a heading such as Timeline",
            );
        }
    }
    report_gaps(&rows, text.lines().count().max(1), report);
    for (heading, line, row) in rows {
        match heading.checked_sub(SECTIONS.len()) {
            None => record.sections.push((SECTIONS[heading].1.to_owned(), line, row)),
            Some(heading) => {
                let id = CATEGORIES[heading].1;
                let divided = taxonomy.category(id).map(|category| split_options(category, &row));
                let (options, rationale) = divided.unwrap_or_else(|| (String::new(), row));
                record.labels.push((id.to_owned(), line, options, rationale));
            }
        }
    }
    Some(incident(record, taxonomy, report))
}

/// The heading that a line opens with, among those still to come, and the rest of the line.
fn heading_of(line: &str, next: usize) -> Option<(usize, &str)> {
    let names = SECTIONS.iter().chain(&CATEGORIES).map(|(name, _)| *name);
    names.enumerate().skip(next).find_map(|(index, name)| {
        let rest = line.strip_prefix(name)?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| (index, rest.trim_start()))
    })
}

fn id_of(name: &str, report: &mut Report) -> Option<String> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let digits = |c: char| c.is_ascii_digit();
    let number = stem.split(|c| !digits(c)).rfind(|part| !part.is_empty());
    if number.is_none() {
        report.error(
            1,
            "a FAIL page does not print its number and the file name has none",
            "name the file after the incident, such as fail-531.txt",
        );
    }
    number.map(str::to_owned)
}

fn report_gaps(rows: &[(usize, usize, String)], last: usize, report: &mut Report) {
    let missing: Vec<&str> = SECTIONS
        .iter()
        .chain(&CATEGORIES)
        .enumerate()
        .filter(|(index, _)| !rows.iter().any(|(heading, _, _)| heading == index))
        .map(|(_, (name, _))| *name)
        .collect();
    if !missing.is_empty() {
        report.warning(
            last,
            format!("the page has no {}", missing.join(", ")),
            "copy the whole page, down to Back to List",
        );
    }
}

/// Divides `design, operation (a) The …` into option list and rationale. Names that the
/// category knows are taken first; failing that, words in lower case before the first mark
/// or capital are an option of an older spelling.
fn split_options(category: &Category, row: &str) -> (String, String) {
    if let Some(rest) = row.strip_prefix("None") {
        return ("None".to_owned(), rest.trim().to_owned());
    }
    let mut end = 0;
    loop {
        let rest = &row[end..];
        let from = end + (rest.len() - rest.trim_start_matches([' ', ',']).len());
        let Some(length) = known_option(category, &row[from..]) else { break };
        end = from + length;
        if !row[end..].starts_with(',') {
            break;
        }
    }
    if end == 0 {
        end = old_spelling(row);
    }
    (row[..end].trim_matches([' ', ',']).to_owned(), row[end..].trim().to_owned())
}

/// Length of the longest option name that a text opens with, where an option list would
/// go on or a rationale begin after it.
fn known_option(category: &Category, text: &str) -> Option<usize> {
    let aliases = category.options.iter().flat_map(|option| &option.aliases);
    let ids = category.options.iter().map(|option| &option.id);
    ids.chain(aliases)
        .map(String::as_str)
        .chain([UNKNOWN])
        .filter(|id| text.is_char_boundary(id.len()) && text.len() >= id.len())
        .filter(|id| fold(&text[..id.len()]) == fold(id))
        .filter(|id| {
            let rest = &text[id.len()..];
            let parted = rest.is_empty() || rest.starts_with([' ', ',', '\n']);
            // A lower-case word after a space is running text: `software failed` names
            // nothing. A mark such as `a)` is no word, and `unknown` alone is a rationale.
            let word = rest.trim_start();
            let goes_on =
                word.starts_with(char::is_lowercase) && word.as_bytes().get(1) != Some(&b')') && word != UNKNOWN;
            parted && (rest.starts_with(',') || !goes_on)
        })
        .map(str::len)
        .max()
}

/// Length of up to four lower-case words before a mark or a capital; 0 where there are none.
fn old_spelling(row: &str) -> usize {
    let mut end = 0;
    for (count, word) in row.split_inclusive(' ').enumerate() {
        let bare = word.trim_end().trim_end_matches(',');
        let is_name = !bare.is_empty() && bare.chars().all(|c| c.is_lowercase() || c == '_' || c == '-');
        if !is_name {
            let begins = bare.starts_with(['(', '[', '<']) || bare.starts_with(char::is_uppercase);
            return if begins && count <= 4 { end } else { 0 };
        }
        end += word.len();
    }
    if row.split(' ').count() <= 4 { row.len() } else { 0 }
}
