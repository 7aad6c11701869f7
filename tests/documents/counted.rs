//! Records of others, counted: what the engine counts, and which words of a record an incident has
//! lost. What it should count, each form's own test says.

use std::collections::{BTreeMap, BTreeSet};

use failscope::bundle::{self, Content, Decoded};
use failscope::corpus::Corpus;
use failscope::export::answer::Told;
use failscope::incident::{Choice, Incident, Taxonomy};
use failscope::link;
use failscope::query::Catalog;

/// Category to option to number of incidents; options that nobody has are left out.
pub(crate) type Counts = BTreeMap<String, BTreeMap<String, usize>>;

/// The counts of every facet, as `failscope answer` prints them.
pub(crate) fn by_the_engine(corpus: Corpus, query: &str) -> Counts {
    let Corpus { collection, taxonomy, incidents, .. } = corpus;
    let bytes = bundle::encode(&Content { collection, taxonomy, incidents }).unwrap();
    let Decoded::Whole(whole) = bundle::decode(&bytes).unwrap() else { panic!("the bundle is split") };
    let catalog = Catalog::new(whole).unwrap();
    let (link, notices) = link::parse(query, &catalog);
    assert!(notices.is_empty(), "{notices:?}");
    let told = serde_json::to_value(Told::answer(&catalog, &link.query, &notices)).unwrap();
    let mut counts: Counts = serde_json::from_value(told["facets"].clone()).unwrap();
    counts.values_mut().for_each(|options| options.retain(|_, count| *count > 0));
    counts
}

/// The texts that an incident tells nowhere: neither as text nor as an option under one of its names.
pub(crate) fn lost_words(texts: &[String], incident: &Incident, taxonomy: &Taxonomy) -> Vec<String> {
    let mut told = BTreeSet::new();
    let mut say = |text: &str| told.extend(words(text));
    say(&format!("{} {}", incident.id, incident.title));
    incident.summary.iter().chain(&incident.impacted).chain(&incident.responsible).for_each(|text| say(text));
    for date in incident.occurred.iter().chain(&incident.published).chain(&incident.provenance.date) {
        say(&date.as_str().replace(['-', '/'], " "));
    }
    for source in &incident.sources {
        let fields = [&source.title, &source.publisher, &source.url, &source.archive];
        fields.into_iter().flatten().chain([&source.id]).for_each(|text| say(text));
    }
    for section in &incident.sections {
        section.title.iter().for_each(|title| say(title));
        section.blocks.iter().filter_map(|block| block.number).for_each(|number| say(&number.to_string()));
        section.blocks.iter().flat_map(|block| block.points.iter().chain([&block.text])).for_each(|text| say(text));
    }
    for (id, label) in &incident.labels {
        let category = taxonomy.category(id).unwrap();
        if label.choice == Choice::NotApplicable {
            say("NA");
        }
        for option in label.choice.options() {
            say(option);
            category
                .option(option)
                .iter()
                .flat_map(|option| option.aliases.iter().chain([&option.label]))
                .for_each(|name| say(name));
        }
        label
            .rationale
            .iter()
            .flat_map(|segment| segment.points.iter().chain([&segment.text]))
            .for_each(|text| say(text));
    }
    let has = |word: &String| told.contains(word);
    texts.iter().filter(|text| !words(text).iter().all(has)).cloned().collect()
}

/// The words of a text, without the marks around them and the zeros before them.
fn words(text: &str) -> BTreeSet<String> {
    let bare = |word: &str| word.trim_start_matches('0').to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).map(bare).filter(|word| !word.is_empty()).collect()
}
