//! The static pages of a site that has just been written: made from its own files, so that they say
//! what the app says, and written by all cores.
//!
//! A list of them with their hashes stays in the site. What a build before wrote and this one does
//! not goes, if it is still what was written; a file that somebody put where a page belongs stays,
//! and is told of. `build` uses it; what pages say is the library's.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use failscope::bundle::{self, Decoded, Site};
use failscope::incident::Incident;
use failscope::pages::{File, MOST_COMPARED_WITH, Pages};
use failscope::query::{Catalog, Need};
use xxhash_rust::xxh3::xxh3_64;

use crate::command::Failure;
use crate::files::{self, refuse};
use crate::progress::Progress;
use crate::work::in_order;

/// The list of the pages that a build wrote, in the site.
pub(crate) const LIST: &str = ".failscope-pages";

/// How a page of ours is recognized, be it of a build without a list.
const OURS: &[u8] = b"<meta name=\"generator\" content=\"failscope build\">";

/// What was written, for people.
#[derive(Default)]
pub(crate) struct Written {
    files: usize,
    bytes: usize,
    /// Files of somebody that stand where pages belong.
    foreign: Vec<String>,
    /// Whether the collection does not say where it lives.
    homeless: bool,
}

impl Written {
    /// Says what was written, and what was not and why.
    pub(crate) fn say(&self) {
        if self.files > 0 {
            eprintln!("{} files of static pages, {} KB", self.files, self.bytes.div_ceil(1024));
        }
        if self.homeless {
            eprintln!("no feeds and no site map: they need base_url = \"https://…\" in failscope.toml");
        }
        for path in &self.foreign {
            eprintln!("{path} is not a file that failscope wrote, and stays; its page is not written");
        }
    }
}

/// Hash of every page that a build wrote, by its path in the site.
type Listed = BTreeMap<String, u64>;

/// A site whose pages are being written.
struct Writing<'a> {
    out: &'a Path,
    before: Listed,
    now: Mutex<(Listed, Written)>,
}

impl Writing<'_> {
    /// Writes a page, unless it is there already or somebody's file is.
    fn write(&self, file: &File) -> Result<(), Failure> {
        let path = self.out.join(&file.path);
        let hash = xxh3_64(&file.bytes);
        let there = fs::read(&path).ok();
        let same = there.as_ref() == Some(&file.bytes);
        let free = there.as_ref().is_none_or(|there| {
            self.before.get(&file.path) == Some(&xxh3_64(there)) || there.windows(OURS.len()).any(|part| part == OURS)
        });
        if !same && free {
            files::write(&path, &file.bytes)?;
        }
        if let Ok(mut now) = self.now.lock() {
            if same || free {
                now.1.files += 1;
                now.1.bytes += file.bytes.len();
                now.0.insert(file.path.clone(), hash);
            } else {
                now.1.foreign.push(file.path.clone());
            }
        }
        Ok(())
    }

    /// Removes the pages of before that no longer belong, and writes the list.
    fn finish(self) -> Result<Written, Failure> {
        let (now, mut written) = self.now.into_inner().unwrap_or_default();
        for (name, hash) in self.before.iter().filter(|(name, _)| !now.contains_key(*name)) {
            let path = self.out.join(name);
            if fs::read(&path).is_ok_and(|there| xxh3_64(&there) == *hash) {
                fs::remove_file(&path).map_err(|error| refuse("remove", &path, &error))?;
                // Folders that are empty now, up to the site; one with somebody's files stays.
                let inside = path.ancestors().skip(1).take_while(|folder| *folder != self.out);
                inside.take_while(|folder| fs::remove_dir(folder).is_ok()).for_each(drop);
            }
        }
        let list = self.out.join(LIST);
        if !now.is_empty() {
            let lines: String = now.iter().map(|(name, hash)| format!("{hash:016x} {name}\n")).collect();
            files::write(&list, lines.as_bytes())?;
        } else if list.is_file() {
            fs::remove_file(&list).map_err(|error| refuse("remove", &list, &error))?;
        }
        written.foreign.sort();
        Ok(written)
    }
}

/// The pages of a site by its list; none where there is no list, or none that can be read.
pub(crate) fn listed(site: &Path) -> Listed {
    let text = fs::read_to_string(site.join(LIST)).unwrap_or_default();
    let line = |line: &str| {
        let (hash, name) = line.split_once(' ')?;
        // A list that somebody changed must not lead out of the site.
        let inside = Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        Some((name.to_owned(), u64::from_str_radix(hash, 16).ok()?)).filter(|_| inside)
    };
    text.lines().filter_map(line).collect()
}

/// Writes the pages of a site whose data is there, or takes away those of before.
pub(crate) fn write(out: &Path, manifest: &[u8], wanted: bool) -> Result<Written, Failure> {
    let writing = Writing { out, before: listed(out), now: Mutex::default() };
    if !wanted {
        return writing.finish();
    }
    let app = out.join("index.html").is_file();
    let mut progress = Progress::begin("writing pages");
    let homeless = match bundle::decode(manifest)? {
        Decoded::Whole(bundle) => {
            let catalog = Catalog::new(bundle)?;
            let pages = Pages::new(&catalog, app);
            let numbers: Vec<usize> = (0..catalog.len()).collect();
            let one = |index: &usize| {
                let incident = catalog.incidents().get(*index);
                incident.map_or(Ok(()), |incident| write_one(&writing, &pages, *index, incident))
            };
            in_order(&numbers, one, |done| {
                progress.step("writing pages", numbers.len());
                done
            })?;
            frame(&writing, &pages)?;
            catalog.collection.base_url.is_empty()
        }
        Decoded::Split(site) => {
            let catalog = catalog(out, &site)?;
            let pages = Pages::new(&catalog, app);
            let mut first = 0;
            let runs: Vec<(usize, usize)> = (site.details.iter().enumerate())
                .map(|(at, part)| {
                    first += part.count as usize;
                    (at, first - part.count as usize)
                })
                .collect();
            let run = |(at, first): &(usize, usize)| -> Result<(), Failure> {
                let part = &site.details[*at];
                let incidents = Site::open_details(part, &files::read(&out.join(part.path()))?)?;
                (*first..)
                    .zip(&incidents)
                    .try_for_each(|(index, incident)| write_one(&writing, &pages, index, incident))
            };
            in_order(&runs, run, |done| {
                progress.step("writing pages", runs.len());
                done
            })?;
            frame(&writing, &pages)?;
            catalog.collection.base_url.is_empty()
        }
    };
    drop(progress);
    Ok(Written { homeless, ..writing.finish()? })
}

fn write_one(writing: &Writing, pages: &Pages, index: usize, incident: &Incident) -> Result<(), Failure> {
    pages.incident(index, incident).iter().try_for_each(|file| writing.write(file))
}

fn frame(writing: &Writing, pages: &Pages) -> Result<(), Failure> {
    pages.frame().iter().try_for_each(|file| writing.write(file))
}

/// The catalogue of a split site, with every title and what tells which incidents are alike.
fn catalog(out: &Path, site: &Site) -> Result<Catalog, Failure> {
    let read = |path: String| files::read(&out.join(path));
    let catalog = Catalog::of_site(site.clone(), &read(site.index.path())?)?;
    for (at, part) in site.heads.iter().enumerate() {
        catalog.receive(Need::Heads(at), &read(part.path())?)?;
    }
    if let Some(part) = site.likeness.as_ref().filter(|_| catalog.len() <= MOST_COMPARED_WITH) {
        catalog.receive(Need::Likeness, &read(part.path())?)?;
    }
    Ok(catalog)
}
