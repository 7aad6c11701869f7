//! Splits a whole bundle into a site, for the measurements in a browser: `split <bundle.json>
//! <folder>`. Run by `prep.mjs`; people use `failscope build`.

use std::path::Path;

use failscope::bundle::{Error, decode_whole};
use failscope::publish::Publisher;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [bundle, folder] = words.as_slice() else { return Err("two words are needed".into()) };
    let folder = Path::new(folder);
    let content = decode_whole(&std::fs::read(bundle)?)?.content;
    std::fs::create_dir_all(folder.join("parts"))?;
    let mut emit = |path: &str, bytes: &[u8]| {
        std::fs::write(folder.join(path), bytes).map_err(|error| Error::Content(format!("{path}: {error}")))
    };
    let mut publisher = Publisher::new(content.collection, content.taxonomy)?;
    for incident in &content.incidents {
        publisher.push(incident, &mut emit)?;
    }
    let manifest = publisher.finish(&mut emit)?;
    std::fs::write(folder.join("bundle.json"), manifest)?;
    Ok(())
}
