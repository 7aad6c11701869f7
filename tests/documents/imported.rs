//! Records of every form as documents of our own: what `failscope import` writes is read again as
//! the same incidents.

use failscope::corpus::{Corpus, write};
use failscope::incident::Incident;

use super::{findings, read, shared};

/// Writes every incident, reads it again under the same taxonomy, and compares.
fn comes_back(corpus: &Corpus) {
    let name = &corpus.taxonomy.title;
    let settings = format!("title = \"T\"\ntaxonomy = \"{name}\"\n");
    for incident in &corpus.incidents {
        let text = write::document(incident, &corpus.taxonomy);
        let again = read(&[("a.md", text.as_str()), ("failscope.toml", settings.as_str())]);
        assert_eq!(again.incidents.len(), 1, "{}\n{text}", findings(&again));
        // The form has one paragraph of summary.
        let summary = Some(incident.summary.join(" ")).filter(|text| !text.is_empty()).into_iter().collect();
        assert_eq!(again.incidents[0], Incident { summary, ..incident.clone() }, "\n{text}");
    }
}

#[test]
fn made_up_records_of_every_form_come_back() {
    let incidents = format!("{}\n{}", super::aiid::HEAD, super::aiid::ROWS);
    comes_back(&read(&[("a.csv", &incidents), ("b.csv", super::aiid::CLASSES)]));
    comes_back(&read(&[("a.json", super::veris::RECORD)]));
    comes_back(&read(&[("a.md", super::postmortems::TEXT)]));
}

#[test]
fn real_records_of_every_form_come_back() {
    for (folder, every) in [("data/vcdb/validated", 7), ("data/aiid", 1), ("data/icco-postmortems/data", 1)] {
        let Some(files) = shared(folder) else { continue };
        comes_back(&failscope::corpus::read(&files.into_iter().step_by(every).collect::<Vec<_>>()));
    }
}
