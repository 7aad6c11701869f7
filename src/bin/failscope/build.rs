//! `failscope build` and `check`: documents in two passes, a site out.
//!
//! The first pass keeps a key of every incident and the findings, and `check` ends there. The
//! second reads one incident after another in the order of the bundle and writes it, so that
//! memory holds what the index needs and no texts. Formats and order are the library's.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write, stderr};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use failscope::bundle::{self, Content};
use failscope::corpus::{Frame, Place, Survey, Surveyed, finding::Finding, finding::Severity};
use failscope::incident::Incident;
use failscope::pages::icons_file;
use failscope::publish::Publisher;

use crate::command::{Call, Failure};
use crate::files::{self, Documents};
use crate::progress::Progress;
use crate::site::SiteFolder;
use crate::work::in_order;
use crate::{delivery, embed, first, page, pages};

/// What the first pass came to.
pub(crate) struct FirstPass {
    pub(crate) documents: Documents,
    pub(crate) frame: Frame,
    pub(crate) places: Vec<Place>,
    pub(crate) said: Said,
}

/// The findings that were printed.
pub(crate) struct Said {
    findings: usize,
    /// What counts as a failure.
    limit: Severity,
    pub(crate) failed: bool,
}

/// Writes a site.
pub(crate) fn build(call: &Call) -> Result<ExitCode, Failure> {
    let out = call.out.as_ref().ok_or_else(|| Failure::Usage("build needs --out <site>".to_owned()))?;
    for folder in [out].into_iter().chain(&call.app) {
        call.delivery.check(folder)?;
    }
    let begun = Instant::now();
    let FirstPass { documents, mut frame, places, said } = first_pass(call)?;
    if call.strict && said.failed {
        eprintln!("nothing was written: --strict refuses findings");
        return Ok(ExitCode::from(1));
    }
    let app = call.app.as_ref().map_or(Ok(Vec::new()), |app| files::copy_app(app, out))?;
    let count = places.len();
    let home = frame.collection.base_url.clone();
    let (collection, taxonomy) = (std::mem::take(&mut frame.collection), frame.taxonomy.clone());
    let mut site = SiteFolder::new(out);
    let manifest = if call.whole {
        let mut incidents = Vec::new();
        second_pass(&documents, &frame, &places, |incident| {
            incidents.push(incident);
            Ok(())
        })?;
        bundle::encode(&Content { collection, taxonomy, incidents })?
    } else {
        let mut publisher = Publisher::new(collection, taxonomy)?;
        let mut emit = |path: &str, bytes: &[u8]| site.part(path, bytes);
        let progress = second_pass(&documents, &frame, &places, |incident| publisher.push(&incident, &mut emit))?;
        // The index of words needs most memory when it is written.
        drop((documents, frame, places));
        progress.phase("writing the index of words");
        publisher.finish(&mut emit)?
    };
    let written = site.finish(&manifest)?;
    page::hint(out, &manifest, call.app.is_some())?;
    first::draw(out)?;
    let pages = pages::write(out, &manifest, !call.no_pages)?;
    // Else they are one of the pages.
    if call.no_pages && out.join("index.html").is_file() {
        let icons = icons_file();
        files::write(&out.join(icons.path), &icons.bytes)?;
    }
    embed::write(out)?;
    delivery::finish(out, &home, &app, &call.delivery)?;
    pages.say();
    eprintln!(
        "{count} incidents, {} KB in {}, {:.1} s: {}",
        written.bytes.div_ceil(1024),
        if written.files == 1 { "1 file".to_owned() } else { format!("{} files", written.files) },
        begun.elapsed().as_secs_f64(),
        out.join("bundle.json").display()
    );
    Ok(ExitCode::from(u8::from(said.failed)))
}

/// Reports every finding.
pub(crate) fn check(call: &Call) -> Result<ExitCode, Failure> {
    let read = first_pass(call)?;
    eprintln!("{} incidents, {} findings", read.places.len(), read.said.findings);
    Ok(ExitCode::from(u8::from(read.said.failed)))
}

/// Surveys the documents of a call, prints the findings, and says whether they are a failure.
pub(crate) fn first_pass(call: &Call) -> Result<FirstPass, Failure> {
    if call.words.is_empty() {
        return Err(Failure::Usage("name at least one document or folder".to_owned()));
    }
    let mut progress = Progress::begin("looking for documents");
    let documents = files::gather(&call.words)?;
    let names = &documents.names;
    let frame = Frame::read(names, |at| files::read(documents.path(at)))?;
    let frame = if call.strict { frame.strictly() } else { frame };
    let mut survey = Survey::new(names, &frame);
    let numbers: Vec<usize> = (0..names.len()).collect();
    let limit = if call.strict { Severity::Warning } else { Severity::Error };
    let mut said = Said { findings: 0, limit, failed: false };
    let scan = |at: &usize| -> Result<_, Failure> {
        Ok(frame.scan(&names[*at], &files::read(documents.path(*at))?, &mut drop))
    };
    in_order(&numbers, scan, |scan| {
        survey.add(scan?);
        said.say(&survey.take_findings(), &progress);
        progress.step("reading documents", numbers.len());
        Ok(())
    })?;
    let Surveyed { places, findings } = survey.finish();
    said.say(&findings, &progress);
    Ok(FirstPass { frame, places, said, documents })
}

impl Said {
    /// Prints findings at once: there may be a million, and each write costs more than its words.
    fn say(&mut self, findings: &[Finding], progress: &Progress) {
        if findings.is_empty() {
            return;
        }
        self.findings += findings.len();
        self.failed |= findings.iter().any(|finding| finding.severity >= self.limit);
        let lines: String = findings.iter().map(|finding| format!("{finding}\n")).collect();
        progress.phase("");
        // Whoever closed standard error does not want to know, and the exit code still says it.
        let _ = stderr().write_all(lines.as_bytes());
    }
}

/// Reads every incident again in its order and hands it over.
pub(crate) fn second_pass(
    documents: &Documents,
    frame: &Frame,
    places: &[Place],
    mut push: impl FnMut(Incident) -> Result<(), Failure>,
) -> Result<Progress, Failure> {
    let mut progress = Progress::begin("building");
    let again = |place: &Place| {
        let path = documents.path(place.file);
        let bytes = match place.ranges() {
            Some(ranges) => pieces(path, &ranges)?,
            None => files::read(path)?,
        };
        frame.again(place, &documents.names[place.file], &bytes).map_err(Failure::Outside)
    };
    in_order(places, again, |incident| {
        push(incident?)?;
        progress.step("building", places.len());
        Ok(())
    })?;
    Ok(progress)
}

/// Some bytes of a file: a table is not read whole for each of its rows.
fn pieces(path: &Path, ranges: &[std::ops::Range<usize>]) -> Result<Vec<u8>, Failure> {
    let refuse = |error| files::refuse("read", path, &error);
    let mut file = File::open(path).map_err(refuse)?;
    let mut bytes = Vec::new();
    for range in ranges {
        file.seek(SeekFrom::Start(range.start as u64)).map_err(refuse)?;
        Read::by_ref(&mut file).take(range.len() as u64).read_to_end(&mut bytes).map_err(refuse)?;
    }
    Ok(bytes)
}
