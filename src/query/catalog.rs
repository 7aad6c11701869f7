//! A collection made ready for questions: one set of incidents per value of every facet.
//!
//! Built once from the columns of a bundle. Incidents are numbered in the bundle's order. What
//! else a split bundle has arrives part by part and never changes what is there.

use std::sync::OnceLock;

use crate::bundle::{Bundle, Columns, Error, Head, Site};
use crate::incident::{Collection, Date, Incident, Taxonomy};
use crate::query::Basis;
use crate::query::bits::Bits;
use crate::query::dates::Dates;
use crate::query::facet::Facet;
use crate::query::gather;
use crate::query::order::Orders;
use crate::query::records::{Need, Parts, Records};
use crate::query::similar::{self, Profiles};
use crate::query::text::{Found, Glance, Index, Kind, Note, Terms};

/// How many incidents are looked at before the index has arrived, if none is found; one that is takes ten
/// times as long.
const MOST_AT_A_GLANCE: u32 = 10_000;

/// Everything the engine knows of a collection.
#[derive(Debug)]
pub struct Catalog {
    /// Data version of the bundle.
    pub version: String,
    /// What the collection says of itself.
    pub collection: Collection,
    /// What it is labelled with.
    pub taxonomy: Taxonomy,
    /// What every incident says, but for its texts.
    pub columns: Columns,
    /// Categories in the taxonomy's order, then year, organizations and who made the labels.
    pub facets: Vec<Facet>,
    /// The year facet of the occurred dates; `facets` holds that of the reported ones.
    occurred_years: Facet,
    reported: Dates,
    occurred: Dates,
    pub(super) orders: Orders,
    pub(super) records: Records,
    /// Made when somebody first asks what an incident resembles.
    profiles: OnceLock<Profiles>,
}

impl Catalog {
    /// Makes a whole bundle ready for questions.
    ///
    /// # Errors
    /// What columns cannot hold: two incidents of one id, more answers to a category than a
    /// category has. A decoded bundle may still have the latter.
    pub fn new(bundle: Bundle) -> Result<Catalog, Error> {
        let crate::bundle::Content { collection, taxonomy, incidents } = bundle.content;
        let columns = Columns::of(&taxonomy, &incidents)?;
        let records = Records::Whole(incidents, Box::default());
        Ok(Catalog::of(bundle.version, collection, taxonomy, columns, records))
    }

    /// Makes a split bundle ready for questions, from its manifest and the bytes of its index;
    /// everything else arrives later.
    ///
    /// # Errors
    /// What is wrong with the index, naming its file.
    pub fn of_site(site: Site, index: &[u8]) -> Result<Catalog, Error> {
        let columns = site.open_index(index)?;
        let (version, collection, taxonomy) = (site.version.clone(), site.collection.clone(), site.taxonomy.clone());
        let records = Records::Parts(Box::new(Parts::new(site)));
        Ok(Catalog::of(version, collection, taxonomy, columns, records))
    }

    fn of(version: String, collection: Collection, taxonomy: Taxonomy, columns: Columns, records: Records) -> Catalog {
        Catalog {
            version,
            facets: gather::facets(&taxonomy, &columns),
            occurred_years: gather::years(&columns, Basis::Occurred),
            reported: Dates::new((0..columns.len()).map(|index| columns.published(index))),
            occurred: Dates::new((0..columns.len()).map(|index| columns.occurred(index))),
            collection,
            taxonomy,
            columns,
            orders: Orders::default(),
            records,
            profiles: OnceLock::new(),
        }
    }

    /// How many incidents there are.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The facet of an id on a date basis.
    pub fn facet(&self, id: &str, basis: Basis) -> Option<&Facet> {
        if id == "year" && basis == Basis::Occurred {
            return Some(&self.occurred_years);
        }
        self.facets.iter().find(|facet| facet.id == id)
    }

    /// Every facet on a date basis, in order.
    pub fn facets(&self, basis: Basis) -> impl Iterator<Item = &Facet> {
        self.facets.iter().map(move |facet| match basis {
            Basis::Occurred if facet.id == "year" => &self.occurred_years,
            _ => facet,
        })
    }

    /// The id of an incident; empty for a number that none has.
    pub fn id(&self, index: usize) -> &str {
        self.columns.id(index)
    }

    /// The number of the incident of an id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.columns.position(id)
    }

    /// The date of an incident on a basis.
    pub fn date(&self, index: usize, basis: Basis) -> Option<&Date> {
        match basis {
            Basis::Reported => self.columns.published(index),
            Basis::Occurred => self.columns.occurred(index),
        }
    }

    /// The dates of all incidents on a basis.
    pub fn dates(&self, basis: Basis) -> &Dates {
        match basis {
            Basis::Reported => &self.reported,
            Basis::Occurred => &self.occurred,
        }
    }

    /// The organizations that an incident names, responsible ones first, each once.
    pub fn organizations(&self, index: usize) -> Vec<&str> {
        let mut named: Vec<&str> = Vec::new();
        for name in [self.columns.responsible(), self.columns.impacted()].iter().flat_map(|lists| lists.get(index)) {
            let name = self.columns.names().get(*name as usize);
            if !named.contains(&name) {
                named.push(name);
            }
        }
        named
    }

    /// Title and gist of an incident.
    ///
    /// # Errors
    /// The file that has them, where it has not arrived; `None` where there is no such incident.
    pub fn head(&self, index: usize) -> Result<Head, Option<Need>> {
        self.records.head(index)
    }

    /// A whole incident.
    ///
    /// # Errors
    /// As [`Catalog::head`].
    pub fn incident(&self, index: usize) -> Result<&Incident, Option<Need>> {
        self.records.incident(index)
    }

    /// All incidents, where the catalogue is of a whole bundle; of a split one, none.
    pub fn incidents(&self) -> &[Incident] {
        match &self.records {
            Records::Whole(incidents, _) => incidents,
            Records::Parts(_) => &[],
        }
    }

    /// Where a file is, seen from `bundle.json`, and how many bytes it has; `None` for one that
    /// this bundle does not have.
    pub fn file(&self, need: Need) -> Option<(String, u64)> {
        self.records.file(need)
    }

    /// Takes the bytes of a file. One that is there already stays as it is.
    ///
    /// # Errors
    /// What is wrong with the bytes, naming the file, which is missing still.
    pub fn receive(&self, need: Need, bytes: &[u8]) -> Result<(), Error> {
        self.records.receive(need, bytes)
    }

    /// The incidents that a text query finds, and how well, and the files without which that is
    /// not the whole answer: until they arrive, what titles, gists and organizations tell.
    // Not part of whoever asks, because most questions are without a text.
    #[inline(never)]
    pub fn find(&self, query: &str) -> (Found, Vec<Need>) {
        let found = match &self.records {
            Records::Whole(incidents, index) => {
                index.get_or_init(|| Index::build(incidents, &self.collection.language)).find(query)
            }
            Records::Parts(parts) => match parts.index() {
                Some(index) => index.find(query),
                None => {
                    // Without an index it is the whole answer.
                    let (notes, most) = match parts.site.text {
                        Some(_) => (Vec::new(), MOST_AT_A_GLANCE),
                        None => (vec![Note::NoIndex], u32::MAX),
                    };
                    let (incidents, scores) = (self.glance(query, most), vec![0.0; self.len()]);
                    let missing = parts.site.text.iter().map(|_| Need::Text).collect();
                    let (corrections, terms) = (Vec::new(), Terms::default());
                    return (Found { incidents, scores, corrections, notes, terms, missing: Vec::new() }, missing);
                }
            },
        };
        let missing: Vec<Need> = found.missing.iter().map(|need| Need::Words(*need)).collect();
        if missing.is_empty() {
            return (found, missing);
        }
        let mut incidents = self.glance(query, MOST_AT_A_GLANCE);
        incidents.unite(&found.incidents);
        (Found { incidents, ..found }, missing)
    }

    /// The incidents whose title, gist or organizations have the words of a query, as far as
    /// those are at hand; of more than so many only the first, because whoever types waits for this.
    fn glance(&self, query: &str, most: u32) -> Bits {
        let glance = Glance::new(query, &self.collection.language);
        let (mut found, mut left) = (Bits::none(self.len()), most);
        self.records.each_head(&mut |index, head| {
            if left == 0 {
                return;
            }
            left -= 1;
            let organizations = self.organizations(index);
            let mut texts = vec![(Kind::Title, head.title.as_str())];
            texts.extend(head.gist.as_deref().map(|gist| (Kind::Summary, gist)));
            texts.extend(organizations.iter().map(|name| (Kind::Organization, *name)));
            if glance.finds(&texts) {
                found.insert(index);
                left = left.saturating_sub(9);
            }
        });
        found
    }

    /// What the catalogue knows of likeness.
    ///
    /// # Errors
    /// The file that has it, where it has not arrived; `None` for a bundle without it.
    pub fn profiles(&self) -> Result<&Profiles, Option<Need>> {
        let telling = match &self.records {
            Records::Whole(..) => None,
            Records::Parts(parts) => match (parts.telling.get(), &parts.site.likeness) {
                (Some(telling), _) => Some(telling),
                (None, Some(_)) => return Err(Some(Need::Likeness)),
                (None, None) => return Err(None),
            },
        };
        Ok(self.profiles.get_or_init(|| match telling {
            Some(telling) => Profiles::new(self, telling.clone()),
            None => Profiles::new(self, similar::telling(self.incidents())),
        }))
    }

    /// How much every incident resembles one, from 0 to 1; all 0 where there is no such one.
    ///
    /// # Errors
    /// As [`Catalog::profiles`].
    #[inline(never)]
    pub fn likeness(&self, index: usize) -> Result<Vec<f32>, Option<Need>> {
        let scores = similar::scores(self, self.profiles()?, index);
        Ok(scores.into_iter().map(|score| score as f32).collect())
    }
}
