//! How long the engine takes at growing numbers of incidents, beside what the machine needs
//! for one AND and popcount pass over 77 options in the same run: docs/performance.md.
//!
//! `cargo bench --no-default-features --bench engine`, or `cargo xtask bench engine`. Sizes are
//! 2,500 (full texts), 25,000 and 100,000; `FAILSCOPE_BENCH_SIZES=2500,1000000` chooses others. A
//! word behind `--` measures only the questions that contain it. At the end the medians are
//! printed as a table, each with its ratio to the floor.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

use std::cmp::Reverse;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, SamplingMode};
use failscope::bundle::{Bundle, Content, Decoded, Error, Site, decode, split};
use failscope::corpus::collection::fail_taxonomy;
use failscope::incident::{Collection, Date, Incident};
use failscope::link;
use failscope::query::bits::Bits;
use failscope::query::{Basis, Catalog, Query, answer};
use failscope::synth::{self, Words};

const FLOOR: &str = "floor";
const BUILD: &str = "catalogue";
const HISTOGRAM: &str = "histogram";
/// Beyond this a question takes long enough to be asked once a sample, and a build to be timed once.
const LARGE: usize = 100_000;

/// Questions by name: the links that one measurement goes through in turn.
fn questions() -> Vec<(&'static str, Vec<String>)> {
    let (words, names) = (synth::vocabulary(), synth::organizations());
    let name = |rank: usize| names[rank].replace(' ', "+");
    let word = |rank: usize| words[rank].as_str();
    let text = |words: &[&str]| format!("q={}", words.join("+"));
    let days = |from: u32| format!("from=201{from}-03-11&to=201{}-10-20", from + 2);
    vec![
        ("everything", vec![String::new()]),
        ("option", ["behaviour=crash", "domain=finance", "dimension=software"].map(str::to_owned).into()),
        ("organization", [0, 5, 80].map(|rank| format!("organization={}", name(rank))).into()),
        ("two facets", vec!["domain=finance,health&phase=operation".to_owned()]),
        ("brush", (1..7).map(|from| format!("{}&phase=operation", days(from))).collect()),
        (
            "text",
            vec![
                text(&[word(40)]),
                text(&[word(900)]),
                text(&[word(9000)]),
                text(&[word(60), word(700)]),
                text(&[word(30), word(45)]),
                text(&[word(25), word(12_000)]),
                format!("{}&domain=finance", text(&[word(80), &words[2000][..3]])),
            ],
        ),
    ]
}

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("engine");
    // The table may only hold what this run has measured.
    let _ = std::fs::remove_dir_all(&folder);
    let is_trial = std::env::args().any(|word| word == "--test");
    let sizes = std::env::var("FAILSCOPE_BENCH_SIZES").unwrap_or_else(|_| "2500,25000,100000".to_owned());
    let sizes: Vec<usize> = if is_trial {
        vec![200]
    } else {
        sizes.split(',').map(|size| size.trim().parse().expect("sizes are numbers with commas between")).collect()
    };
    let mut criterion = Criterion::default()
        .output_directory(&folder)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .sample_size(20)
        .configure_from_args();
    let questions = questions();
    let builds: Vec<Duration> = sizes.iter().map(|size| measure(&mut criterion, *size, &questions)).collect();
    if !is_trial {
        print_table(&folder, &sizes, &questions);
        let builds = builds.iter().map(|time| format!(" {} |", shown(time.as_nanos() as f64)));
        println!("| {BUILD} |{}", builds.collect::<String>());
    }
}

/// Measures one size; answers how long a catalogue takes to build, the median of a few.
fn measure(criterion: &mut Criterion, size: usize, questions: &[(&'static str, Vec<String>)]) -> Duration {
    let mut group = criterion.benchmark_group(size.to_string());
    floor(&mut group, size);
    let incidents = incidents(size);
    let content = Content { collection: Collection::default(), taxonomy: fail_taxonomy(), incidents };
    let (site, index) = published(&content);
    let rounds = if size > LARGE { 1 } else { 5 };
    let mut builds = Vec::new();
    for _ in 0..rounds {
        let begun = Instant::now();
        let _ = black_box(Catalog::of_site(site.clone(), &index).unwrap());
        builds.push(begun.elapsed());
    }
    builds.sort_unstable();
    if size > LARGE {
        group.sampling_mode(SamplingMode::Flat);
    }

    // Texts are too much for the memory of a million incidents, and are left out there.
    let catalog = match size {
        0..=LARGE => Catalog::new(Bundle { version: String::new(), content }).unwrap(),
        _ => Catalog::of_site(site, &index).unwrap(),
    };
    for (name, links) in questions.iter().filter(|(name, _)| size <= LARGE || *name != "text") {
        let understood = |link: &String| {
            let (link, notices) = link::parse(link, &catalog);
            // A small collection does not have every organization.
            assert!(notices.is_empty() || size < 100_000, "{notices:?}");
            link.query
        };
        let queries: Vec<Query> = links.iter().map(understood).collect();
        let mut turns = queries.iter().cycle();
        group.bench_function(*name, |bencher| {
            bencher.iter(|| {
                turns.next().map(|query| {
                    let answer = answer(&catalog, query);
                    black_box(answer.hits(&catalog, usize::MAX));
                    catalog.facets(query.basis).for_each(|facet| drop(black_box(answer.counts(facet))));
                    black_box(answer)
                })
            });
        });
    }
    let half = Bits::of(catalog.len(), |index| index % 2 == 0);
    group.bench_function(HISTOGRAM, |bencher| {
        let dates = catalog.dates(Basis::Reported);
        bencher.iter(|| black_box(dates.histogram(None, &half)));
    });
    group.finish();
    builds[rounds / 2]
}

/// A content as a split bundle, without the parts that only fetching needs.
fn published(content: &Content) -> (Site, Vec<u8>) {
    let mut index = Vec::new();
    let manifest = split(content, |path, bytes| {
        if path.contains("index-") {
            index = bytes.to_vec();
        }
        Ok::<(), Error>(())
    });
    let Decoded::Split(site) = decode(&manifest.unwrap()).unwrap() else { panic!("it is not split") };
    (site, index)
}

/// What no engine with a set of bits for each of 77 options can do without.
fn floor(group: &mut BenchmarkGroup<'_, WallTime>, size: usize) {
    let words = size.div_ceil(64);
    let set = |of: u64| -> Vec<u64> {
        (0..words as u64)
            .map(|word| (word + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15 ^ of).rotate_left(of as u32))
            .collect()
    };
    let (options, selected): (Vec<Vec<u64>>, Vec<u64>) = ((1..78).map(set).collect(), set(0));
    group.bench_function(FLOOR, |bencher| {
        bencher.iter(|| {
            let count = |option: &Vec<u64>| -> u32 {
                option.iter().zip(black_box(&selected)).map(|(a, b)| (a & b).count_ones()).sum()
            };
            black_box(options.iter().map(count).collect::<Vec<u32>>())
        });
    });
}

/// In the order that reading documents gives them: newest first, then by id.
fn incidents(size: usize) -> Vec<Incident> {
    let words = if size <= 2_500 { Words::Full } else { Words::Short };
    let without_texts = |mut incident: Incident| {
        if size > LARGE {
            incident.sections = Vec::new();
            incident.labels.values_mut().for_each(|label| label.rationale = Vec::new());
        }
        incident
    };
    let mut incidents: Vec<Incident> = synth::incidents(size, 1, words).map(without_texts).collect();
    incidents.sort_by(|a, b| a.id.cmp(&b.id));
    incidents.sort_by_key(|incident| Reverse(incident.published.as_ref().map(Date::first)));
    incidents
}

fn print_table(folder: &Path, sizes: &[usize], questions: &[(&'static str, Vec<String>)]) {
    let heads: String = sizes.iter().map(|size| format!(" {size} |")).collect();
    println!("\nmedians, and in brackets how many times the floor of the same run\n");
    println!("| question |{heads}\n|---|{}", "---:|".repeat(sizes.len()));
    let names = questions.iter().map(|(name, _)| *name);
    for name in [FLOOR].into_iter().chain(names).chain([HISTOGRAM]) {
        let cell = |size: &usize| {
            let place = |name: &str| folder.join(size.to_string()).join(name).join("new/estimates.json");
            let (time, floor) = (median(place(name)), median(place(FLOOR)));
            match (time, floor) {
                (Some(time), Some(floor)) if name != FLOOR => {
                    format!(" {} ({}) |", shown(time), ratio(time / floor))
                }
                (Some(time), _) => format!(" {} |", shown(time)),
                (None, _) => " – |".to_owned(),
            }
        };
        println!("| {name} |{}", sizes.iter().map(cell).collect::<String>());
    }
}

/// The median that the harness has written down, in nanoseconds.
fn median(path: PathBuf) -> Option<f64> {
    let bytes = std::fs::read(path).ok()?;
    serde_json::from_slice::<serde_json::Value>(&bytes).ok()?["median"]["point_estimate"].as_f64()
}

fn shown(nanoseconds: f64) -> String {
    match nanoseconds {
        ns if ns < 1e6 => format!("{:.3} ms", ns / 1e6),
        ns if ns < 1e9 => format!("{:.1} ms", ns / 1e6),
        ns => format!("{:.2} s", ns / 1e9),
    }
}

fn ratio(times: f64) -> String {
    if times < 10.0 { format!("{times:.1}") } else { format!("{times:.0}") }
}
