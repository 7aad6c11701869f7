//! `failscope import`: documents of any form that is read, written as documents of our own, so that
//! a collection can go on being kept by hand.
//!
//! What is written is read again as the same incidents under the same taxonomy; forms are the
//! library's. It writes into a new folder only.

use std::fs;
use std::process::ExitCode;

use failscope::corpus::{collection, write};
use failscope::incident::{Collection, Taxonomy};

use crate::build::{FirstPass, first_pass, second_pass};
use crate::command::{Call, Failure};
use crate::files;

/// No folder holds more documents than a file manager shows with ease.
const IN_A_FOLDER: usize = 1000;

/// The taxonomy of a collection that is not built in.
const TAXONOMY: &str = "taxonomy.toml";

/// Writes a document for every incident, and a `failscope.toml`.
pub(crate) fn import(call: &Call) -> Result<ExitCode, Failure> {
    let out = call.out.as_ref().ok_or_else(|| Failure::Usage("import needs --out <folder>".to_owned()))?;
    if fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::Outside(format!("{} is not empty: name a new folder", out.display())));
    }
    let FirstPass { documents, frame, places, said } = first_pass(call)?;
    if call.strict && said.failed {
        eprintln!("nothing was written: --strict refuses findings");
        return Ok(ExitCode::from(1));
    }
    let (mut count, mut bytes) = (0, 0);
    drop(second_pass(&documents, &frame, &places, |incident| {
        let text = write::document(&incident, &frame.taxonomy);
        bytes += text.len();
        let folder =
            if places.len() > IN_A_FOLDER { out.join(format!("{:03}", count / IN_A_FOLDER)) } else { out.clone() };
        count += 1;
        files::write(&folder.join(files::document_name(&incident.id)), text.as_bytes())
    })?);
    let (settings, own) = settings(&frame.collection, &frame.taxonomy)?;
    files::write(&out.join("failscope.toml"), settings.as_bytes())?;
    if let Some(own) = own {
        files::write(&out.join(TAXONOMY), own.as_bytes())?;
    }
    eprintln!("{count} incidents, {} KB: {}", bytes.div_ceil(1024), out.display());
    Ok(ExitCode::from(u8::from(said.failed)))
}

/// The text of the settings, and of the taxonomy file where the taxonomy is not built in.
fn settings(collection: &Collection, taxonomy: &Taxonomy) -> Result<(String, Option<String>), Failure> {
    let refuse = |error: toml::ser::Error| Failure::Outside(error.to_string());
    let mut settings = toml::to_string(collection).map_err(refuse)?;
    let built_in = collection::built_in_names().find(|name| collection::built_in(name).as_ref() == Some(taxonomy));
    settings.push_str(&format!("taxonomy = \"{}\"\n", built_in.unwrap_or(TAXONOMY)));
    let own = built_in.is_none().then(|| toml::to_string(taxonomy).map_err(refuse));
    Ok((settings, own.transpose()?))
}
