//! `failscope answer`: the engine's answer to a link, as JSON.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use failscope::bundle::{self, Decoded};
use failscope::export::answer::Told;
use failscope::link;
use failscope::query::{Catalog, Question};

use crate::command::Failure;
use crate::files;

/// Answers `<site> <query>`.
pub(crate) fn run(words: &[String]) -> Result<ExitCode, Failure> {
    let [site, query] = words else {
        return Err(Failure::Usage("answer needs a site and a link query".to_owned()));
    };
    let (catalog, folder) = load(Path::new(site))?;
    let refuse = |error: bundle::Error| Failure::Outside(format!("{site}: {error}"));
    let (link, notices) = link::parse(query, &catalog);
    // Each round fetches what the one before asked for; a file that has arrived is not asked for again.
    loop {
        let missing = Question::new(&catalog, &link.query).missing().to_vec();
        if missing.is_empty() {
            break;
        }
        for need in missing {
            let (part, _) = catalog.file(need).ok_or_else(|| Failure::Outside("the site lacks a part".to_owned()))?;
            catalog.receive(need, &files::read(&folder.join(part))?).map_err(refuse)?;
        }
    }
    let told = serde_json::to_string(&Told::answer(&catalog, &link.query, &notices))
        .map_err(|error| Failure::Outside(error.to_string()))?;
    // A reader that has seen enough (`head`) is no failure.
    let _ = writeln!(std::io::stdout(), "{told}");
    Ok(ExitCode::SUCCESS)
}

/// The catalogue of a site, or of a bundle file, and the folder of its parts.
pub(crate) fn load(site: &Path) -> Result<(Catalog, PathBuf), Failure> {
    let path = if site.is_dir() { site.join("bundle.json") } else { site.to_owned() };
    let refuse = |error: bundle::Error| Failure::Outside(format!("{}: {error}", path.display()));
    let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
    let catalog = match bundle::decode(&files::read(&path)?).map_err(refuse)? {
        Decoded::Whole(bundle) => Catalog::new(bundle),
        Decoded::Split(site) => {
            let index = files::read(&folder.join(site.index.path()))?;
            Catalog::of_site(site, &index)
        }
    };
    Ok((catalog.map_err(refuse)?, folder))
}
