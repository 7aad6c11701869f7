//! What each static host wants beside the site: a table, one line a host. What a host's file
//! says of caching comes from `caching`, where the preview has it too. Nothing here speaks to a
//! host, and a file that somebody wrote under such a name is never replaced. `delivery` uses it.

use std::path::Path;

use crate::command::Failure;
use crate::{caching, files};

/// A host, and how it is told what it cannot know.
pub(crate) struct Host {
    pub(crate) name: &'static str,
    /// The file it reads, by its name in the site, and how that is written.
    file: Option<(&'static str, Form)>,
    /// What is left to a person.
    pub(crate) says: &'static str,
}

type Form = fn(&Site) -> String;

/// How a file of ours begins; an empty one is nobody's.
const OURS: &str = "# Written by failscope build.";

pub(crate) const HOSTS: [Host; 6] = [
    Host {
        name: "github-pages",
        file: Some((".nojekyll", empty)),
        says: "GitHub Pages: publish the folder as it is (docs/hosting.md has a workflow); GitHub decides on caching \
               and compression",
    },
    Host {
        name: "gitlab-pages",
        file: None,
        says: "GitLab Pages: the folder must be called public and be an artifact of the job pages (docs/hosting.md \
               has it); with --precompress GitLab serves the copies",
    },
    Host {
        name: "netlify",
        file: Some(("_headers", headers)),
        says: "Netlify: publish the folder as it is; Netlify reads _headers and compresses by itself",
    },
    Host {
        name: "cloudflare-pages",
        file: Some(("_headers", headers)),
        says: "Cloudflare Pages: publish the folder as it is; Cloudflare reads _headers and compresses by itself",
    },
    Host {
        name: "s3",
        file: None,
        says: "S3: headers are given when files are uploaded, and docs/hosting.md has the commands; S3 itself never \
               compresses, CloudFront does",
    },
    Host {
        name: "nginx",
        file: Some(("failscope.nginx.conf", nginx)),
        says: "nginx: include failscope.nginx.conf in a server block whose root has the site at the path it names; \
               with --precompress nginx serves the copies",
    },
];

/// What the files tell of.
struct Site<'a> {
    /// Its path on the host, with a slash at both ends.
    home: &'a str,
    /// The paths of its files, in order.
    paths: Vec<String>,
}

impl Host {
    /// Fails where the host's file is one that somebody wrote.
    pub(crate) fn check(&self, site: &Path) -> Result<(), Failure> {
        let Some((name, _)) = self.file else { return Ok(()) };
        let path = site.join(name);
        let ours = |text: &[u8]| text.is_empty() || text.starts_with(OURS.as_bytes());
        if !path.exists() || ours(&files::read(&path)?) {
            return Ok(());
        }
        Err(Failure::Outside(format!(
            "{} is not a file that failscope wrote, so nothing was built: move it away and add your lines to the new \
             one, or build without --host",
            path.display()
        )))
    }

    /// Writes the host's file into a site, if it wants one.
    pub(crate) fn write(&self, site: &Path, home: &str) -> Result<(), Failure> {
        let Some((name, text)) = self.file else { return Ok(()) };
        let inside = |path: &Path| Some(path.strip_prefix(site).ok()?.to_str()?.replace('\\', "/"));
        let paths = files::under(site)?.iter().filter_map(|path| inside(path)).collect();
        files::write(&site.join(name), text(&Site { home, paths }).as_bytes())
    }
}

/// A file that says all by being there.
fn empty(_: &Site) -> String {
    String::new()
}

/// The `_headers` of Netlify and Cloudflare Pages. No two rules set the same header for the same
/// file: Cloudflare would join the two values with a comma. So assets are named one by one, and
/// what is not named keeps the hosts' own header, which lets copies be asked after.
fn headers(site: &Site) -> String {
    let home = site.home;
    let mut text = format!(
        "{OURS} Paths begin at the top of the host, and so does this file: if the\n# site lies in a folder of a \
         larger one, move these lines to the top.\n"
    );
    let rule = |text: &mut String, path: &str, headers: &[(&str, &str)]| {
        text.push_str(&format!("{home}{path}\n"));
        headers.iter().for_each(|(name, value)| text.push_str(&format!("  {name}: {value}\n")));
    };
    rule(&mut text, "bundle.json", &[("Cache-Control", caching::ASK)]);
    rule(&mut text, &format!("{}*", caching::PARTS), &[("Cache-Control", caching::FOREVER)]);
    for path in site.paths.iter().filter(|path| !path.starts_with(caching::PARTS)) {
        let mut headers = Vec::new();
        if caching::named_by_content(path) {
            headers.push(("Cache-Control", caching::FOREVER));
        }
        if path.ends_with(".wasm") {
            headers.push(("Content-Type", "application/wasm"));
        }
        if !headers.is_empty() {
            rule(&mut text, path, &headers);
        }
    }
    text
}

/// A snippet for a server block of nginx.
fn nginx(site: &Site) -> String {
    let (ask, forever) = (caching::ASK, caching::FOREVER);
    let home = site.home;
    let pattern = home.replace('.', "\\.");
    format!(
        r#"{OURS} Include it in a server block, with the site at {home} of its root:
#     include /srv/www{home}failscope.nginx.conf;
location {home} {{
    index index.html;
    error_page 404 {home}404.html;
    add_header Cache-Control "{ask}" always;
    # Copies made by build --precompress; what has none is compressed at each visit.
    gzip_static on;
    gzip on;
    gzip_vary on;
    gzip_types text/css text/plain text/javascript application/javascript application/json application/wasm
               application/xml image/svg+xml;
    # With the module ngx_brotli:
    #brotli_static on;

    location = {home}failscope.nginx.conf {{ return 404; }}
    # Names that carry the hash of their content.
    location ~ "^{pattern}(parts/[a-z]+-[0-9a-f]{{16}}\.(json|bin)|([^/]+/)*[^/]+-[0-9a-f]{{12,16}}\.(js|css))$" {{
        add_header Cache-Control "{forever}";
    }}
    location ~ "^{pattern}.+-[0-9a-f]{{12,16}}(_bg)?\.wasm$" {{
        types {{ application/wasm wasm; }}
        add_header Cache-Control "{forever}";
    }}
    # Older lists of types do not know it.
    location ~ "^{pattern}.+\.wasm$" {{
        types {{ application/wasm wasm; }}
        add_header Cache-Control "{ask}" always;
    }}
}}
"#
    )
}
