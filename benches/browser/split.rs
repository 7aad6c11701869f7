//! Sites for the measurements in a browser: `split <bundle.json> <folder>` splits a whole bundle;
//! `split --made-up <count> <folder>` writes only manifest and index of so many short incidents
//! that never happened, for sizes at which nobody would read their texts; `split --first <folder>` writes the
//! first screen of a split site as `failscope build` draws it into the page. Run by `prep.mjs` and
//! `million.mjs`; people use `failscope build`.

use std::cmp::Reverse;
use std::path::Path;

use failscope::bundle::{Content, Decoded, Error, decode, decode_whole, split};
use failscope::corpus::collection::fail_taxonomy;
use failscope::incident::{Collection, Date, Incident};
use failscope::publish::Publisher;
use failscope::query::{Catalog, Need};
use failscope::synth::{self, Words};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let ["--first", folder] = words.as_slice() {
        return Ok(std::fs::write(Path::new(folder).join("first.html"), first_screen(Path::new(folder))?)?);
    }
    let (folder, manifest) = match words.as_slice() {
        ["--made-up", count, folder] => (*folder, made_up(count.parse()?, folder)?),
        [bundle, folder] => (*folder, published(decode_whole(&std::fs::read(bundle)?)?.content, folder)?),
        _ => return Err("name a bundle and a folder".into()),
    };
    Ok(std::fs::write(Path::new(folder).join("bundle.json"), manifest)?)
}

fn first_screen(folder: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let read = |path: &str| std::fs::read(folder.join(path));
    let Decoded::Split(site) = decode(&read("bundle.json")?)? else { return Err("the bundle is not split".into()) };
    let index = read(&site.index.path())?;
    let catalog = Catalog::of_site(site, &index)?;
    if let Some((path, _)) = catalog.file(Need::Heads(0)) {
        catalog.receive(Need::Heads(0), &read(&path)?)?;
    }
    Ok(failscope::view::first_screen(catalog.into()))
}

fn write(folder: &str, path: &str, bytes: &[u8]) -> Result<(), Error> {
    let path = Path::new(folder).join(path);
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.and_then(|()| std::fs::write(&path, bytes))
        .map_err(|error| Error::Unwritten(format!("{}: {error}", path.display())))
}

fn published(content: Content, folder: &str) -> Result<Vec<u8>, Error> {
    let mut emit = |path: &str, bytes: &[u8]| write(folder, path, bytes);
    let mut publisher = Publisher::new(content.collection, content.taxonomy)?;
    for incident in &content.incidents {
        publisher.push(incident, &mut emit)?;
    }
    publisher.finish(&mut emit)
}

fn made_up(count: usize, folder: &str) -> Result<Vec<u8>, Error> {
    let without_texts = |mut incident: Incident| {
        incident.sections = Vec::new();
        incident.labels.values_mut().for_each(|label| label.rationale = Vec::new());
        incident
    };
    let mut incidents: Vec<Incident> = synth::incidents(count, 1, Words::Short).map(without_texts).collect();
    incidents.sort_by_key(|incident| Reverse(incident.published.as_ref().map(Date::first)));
    let content = Content { collection: Collection::default(), taxonomy: fail_taxonomy(), incidents };
    split(&content, |path, bytes| if path.contains("index-") { write(folder, path, bytes) } else { Ok(()) })
}
