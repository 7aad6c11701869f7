//! What the text index weighs and how fast it answers, in memory and as files: the numbers of
//! docs/text-shards.md.
//!
//! `cargo bench --no-default-features --bench text`, with `gzip` on the path. Sizes are 2,457
//! full and 100,000 short made-up incidents; `FAILSCOPE_BENCH_SIZES=2457` chooses one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use failscope::query::text::{Builder, File, Index, Need, SHARD};
use failscope::synth::{self, Words};

fn main() {
    let sizes = std::env::var("FAILSCOPE_BENCH_SIZES").unwrap_or("2457,100000".to_owned());
    for size in sizes.split(',').map(|size| size.parse().unwrap()) {
        let words = if size < 10_000 { Words::Full } else { Words::Short };
        let started = Instant::now();
        let mut builder = Builder::new("en");
        synth::incidents(size, 1, words).for_each(|incident| builder.push(&incident));
        let index = builder.finish();
        println!(
            "\n## {size} incidents ({words:?})\n\nmade and indexed in {:.1?}, {} in memory",
            started.elapsed(),
            kilobytes(index.size())
        );
        weigh(&index);
        questions().iter().for_each(|(name, queries)| time(&index, name, queries));
    }
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1000.0)
}

fn gzip(bytes: &[u8]) -> usize {
    let mut child = Command::new("gzip").arg("-9n").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output.stdout.len()
}

/// Bytes of every kind of file, and of what a visitor fetches for one query.
fn weigh(index: &Index) {
    let mut files: BTreeMap<Need, (Vec<u8>, usize)> = BTreeMap::new();
    let header = index
        .files(SHARD, &mut |File { need, bytes }| {
            let packed = gzip(&bytes);
            files.insert(need, (bytes, packed));
        })
        .unwrap();
    let written = serde_json::to_vec(&header).unwrap();
    println!("\n| kind | files | bytes | gzip | largest (gzip) |\n|---|---|---|---|---|");
    println!("| header | 1 | {} | {} | |", kilobytes(written.len()), kilobytes(gzip(&written)));
    type Kind = (&'static str, fn(&Need) -> bool);
    let kinds: [Kind; 3] = [
        ("words", |need| matches!(need, Need::Shard(_))),
        ("places", |need| matches!(need, Need::Places(_))),
        ("all words", |need| matches!(need, Need::Words)),
    ];
    for (kind, is_kind) in kinds {
        let of: Vec<&(Vec<u8>, usize)> = files.iter().filter(|(need, _)| is_kind(need)).map(|(_, file)| file).collect();
        let (raw, packed) = (of.iter().map(|file| file.0.len()).sum(), of.iter().map(|file| file.1).sum());
        let most = of.iter().map(|file| file.1).max().unwrap_or_default();
        println!("| {kind} | {} | {} | {} | {} |", of.len(), kilobytes(raw), kilobytes(packed), kilobytes(most));
    }
    println!("\n{} beginnings are too broad: {}", header.broad.len(), header.broad.join(" "));
    println!("\n| query | median files | median gzip | most | rounds |\n|---|---|---|---|---|");
    for (name, queries) in questions() {
        let mut fetched = Vec::new();
        let mut most_rounds = 0;
        for query in &queries {
            let visitor = Index::open(header.clone()).unwrap();
            let (mut number, mut bytes, mut rounds) = (0, 0, 0);
            loop {
                let missing = visitor.find(query).missing;
                if missing.is_empty() {
                    break;
                }
                rounds += 1;
                for need in missing {
                    visitor.receive(need, &files[&need].0).unwrap();
                    (number, bytes) = (number + 1, bytes + files[&need].1);
                }
            }
            most_rounds = most_rounds.max(rounds);
            fetched.push((bytes, number));
        }
        fetched.sort_unstable();
        let (bytes, number) = fetched[fetched.len() / 2];
        let most = kilobytes(fetched.last().unwrap().0);
        println!("| {name} | {number} | {} | {most} | {most_rounds} |", kilobytes(bytes));
    }
    println!("\n| query | median | slowest |\n|---|---|---|");
}

/// Queries as people write them: more of common words, and some of rare ones.
fn questions() -> Vec<(&'static str, Vec<String>)> {
    let words = synth::vocabulary();
    let word = |rank: usize| words[rank].as_str();
    let ranks: Vec<usize> = (0..40).map(|number| 20 + number * number * 3).collect();
    let other = |rank: usize| word(rank * 7 % 900 + 15);
    let short = |word: &str, letters: usize| word.chars().take(letters).collect::<String>();
    let swapped = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.insert(2, 'q');
        letters.into_iter().collect::<String>()
    };
    let each = |ask: &dyn Fn(usize) -> String| ranks.iter().map(|rank| ask(*rank)).collect::<Vec<String>>();
    vec![
        ("one word", each(&|rank| format!("{} ", word(rank)))),
        ("most common word", vec![format!("{} ", word(0))]),
        ("two words", each(&|rank| format!("{} {} ", word(rank), other(rank)))),
        ("beginning, 1 letter", each(&|rank| short(word(rank), 1))),
        ("beginning, 2 letters", each(&|rank| short(word(rank), 2))),
        ("beginning, 3 letters", each(&|rank| short(word(rank), 3))),
        ("beginning, 4 letters", each(&|rank| short(word(rank), 4))),
        ("phrase", each(&|rank| format!("\"{} {}\"", other(rank), word(rank)))),
        ("common phrase", vec![format!("\"{} {}\"", word(0), word(1))]),
        ("title:word", each(&|rank| format!("title:{} ", word(rank)))),
        ("misspelt", each(&|rank| format!("{} ", swapped(word(rank))))),
    ]
}

fn time(index: &Index, name: &str, queries: &[String]) {
    let mut times = Vec::new();
    for query in queries {
        let mut own: Vec<f64> = (0..15)
            .map(|_| {
                let started = Instant::now();
                black_box(index.find(query));
                started.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        own.sort_unstable_by(f64::total_cmp);
        times.push(own[own.len() / 2]);
    }
    times.sort_unstable_by(f64::total_cmp);
    println!("| {name} | {:.3} ms | {:.3} ms |", times[times.len() / 2], times[times.len() - 1]);
}
