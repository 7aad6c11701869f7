//! An explorer of a split bundle: what is fetched when, what stands there meanwhile, and what
//! happens when a file does not come.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use failscope::bundle::{Decoded, Error, decode, decode_whole};
use failscope::publish::Publisher;
use failscope::query::Catalog;
use failscope::state::{Explorer, Fetch, Outside};
use leptos::prelude::*;

type Answer = Box<dyn FnOnce(Result<Vec<u8>, Error>)>;

thread_local! {
    static FILES: RefCell<BTreeMap<String, Vec<u8>>> = const { RefCell::new(BTreeMap::new()) };
    /// What has been asked for and not been answered.
    static ASKED: RefCell<Vec<(String, Answer)>> = const { RefCell::new(Vec::new()) };
}

const FETCH: Fetch = |path, arrived| ASKED.with_borrow_mut(|asked| asked.push((path, arrived)));

/// The small collection, published, of which nothing but the index is here.
fn explore(search: &str, saves_data: fn() -> bool) -> (Owner, Explorer) {
    let owner = Owner::new();
    owner.set();
    ASKED.with_borrow_mut(Vec::clear);
    let content = decode_whole(super::BUNDLE.as_bytes()).unwrap().content;
    let mut emit = |path: &str, bytes: &[u8]| {
        FILES.with_borrow_mut(|files| files.insert(path.to_owned(), bytes.to_vec()));
        Ok::<(), Error>(())
    };
    let mut publisher = Publisher::new(content.collection, content.taxonomy).unwrap();
    content.incidents.iter().for_each(|incident| publisher.push(incident, &mut emit).unwrap());
    let Decoded::Split(site) = decode(&publisher.finish(&mut emit).unwrap()).unwrap() else { panic!("it is whole") };
    let index = FILES.with_borrow(|files| files[&site.index.path()].clone());
    let catalog = Arc::new(Catalog::of_site(site, &index).unwrap());
    (owner, Explorer::new(catalog, search, Outside { fetch: FETCH, saves_data, ..super::OUTSIDE }))
}

/// The kinds of the files that are on their way.
fn asked() -> Vec<String> {
    let kind = |path: &str| path.trim_start_matches("parts/").split('-').next().unwrap().to_owned();
    let mut kinds: Vec<String> = ASKED.with_borrow(|asked| asked.iter().map(|(path, _)| kind(path)).collect());
    kinds.sort_unstable();
    kinds
}

/// Answers what is on its way, and not what is asked for thereupon.
fn arrive(answer: impl Fn(&str) -> Result<Vec<u8>, Error>) {
    for (path, arrived) in ASKED.with_borrow_mut(std::mem::take) {
        arrived(answer(&path));
    }
}

/// Answers what is on its way and of a kind; what is not stays on its way.
fn arrive_only(kind: &str) {
    let (come, late): (Vec<_>, Vec<_>) =
        ASKED.with_borrow_mut(std::mem::take).into_iter().partition(|(path, _)| path.contains(kind));
    ASKED.with_borrow_mut(|asked| asked.extend(late));
    come.into_iter().for_each(|(path, arrived)| arrived(served(&path)));
}

fn served(path: &str) -> Result<Vec<u8>, Error> {
    FILES.with_borrow(|files| Ok(files[path].clone()))
}

fn title(explorer: Explorer, index: usize) -> Option<String> {
    explorer.head(explorer.always(index)).get_untracked().map(|head| head.title)
}

#[test]
fn the_list_asks_for_its_titles_and_for_nothing_else() {
    let (_owner, explorer) = explore("kind=crash", || false);
    assert_eq!(super::listed(explorer), ["b", "a"]);
    assert_eq!((asked(), title(explorer, 1)), (vec!["heads".to_owned()], None));
    arrive(served);
    assert_eq!((asked(), title(explorer, 1)), (vec![], Some("Beta".to_owned())));
}

#[test]
fn an_incident_is_fetched_when_it_is_opened_or_about_to_be() {
    let (_owner, explorer) = explore("", || false);
    arrive(served);
    let here = explorer.is_here(0);
    explorer.anticipate(0);
    explorer.anticipate(0);
    assert_eq!(asked(), ["details"], "once, however often it is wanted");
    explorer.follow("open=a");
    assert_eq!((asked(), here.get_untracked()), (vec!["details".to_owned()], false));
    arrive(served);
    let related = vec!["likeness".to_owned()];
    assert_eq!((asked(), here.get_untracked()), (related, true), "what resembles it comes after it");
}

#[test]
fn who_saves_data_gets_only_what_is_asked_for() {
    let (_owner, explorer) = explore("", || true);
    arrive(served);
    explorer.anticipate(0);
    explorer.anticipate_search();
    assert_eq!(asked(), Vec::<String>::new());
    explorer.follow("open=a");
    assert_eq!(asked(), ["details"]);
}

#[test]
fn words_answer_from_titles_until_the_index_is_here_and_say_so() {
    let (_owner, explorer) = explore("", || false);
    arrive(served);
    // As the visitor goes to the box, before a word is typed.
    explorer.anticipate_search();
    explorer.search("beta");
    assert_eq!((super::listed(explorer), explorer.is_partial().get_untracked()), (vec!["b".to_owned()], true));
    for kind in ["text", "words"] {
        assert_eq!((asked(), explorer.is_partial().get_untracked()), (vec![kind.to_owned()], true));
        arrive(served);
    }
    assert_eq!((super::listed(explorer), explorer.is_partial().get_untracked()), (vec!["b".to_owned()], false));
    assert_eq!(asked(), ["details"], "to show where the first hits have it");
}

#[test]
fn a_file_is_news_only_to_what_lacks_it() {
    let (_owner, explorer) = explore("q=beta", || true);
    arrive_only("text");
    arrive_only("words");
    let readings = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&readings);
    let passage = Memo::new(move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
        explorer.passage(explorer.always(1))
    });
    let read = || {
        passage.get_untracked();
        readings.load(Ordering::Relaxed)
    };
    assert_eq!((read(), asked()), (1, vec!["heads".to_owned()]), "its text is not asked for");
    arrive_only("heads");
    assert_eq!(read(), 1, "titles are no news to it");
    explorer.follow("q=beta&open=b");
    arrive_only("details");
    assert_eq!(read(), 2);
    arrive_only("likeness");
    assert_eq!(read(), 2);
}

#[test]
fn what_does_not_come_is_said_and_tried_again_when_told_to() {
    let (_owner, explorer) = explore("open=a", || false);
    arrive(|path| match path.contains("details") {
        true => Err(Error::Refused { path: path.to_owned(), status: 404 }),
        false => served(path),
    });
    assert_eq!(super::listed(explorer).len(), 3, "the list goes on working");
    let failures = || explorer.failures();
    assert!(matches!(failures()[..], [Error::Refused { status: 404, .. }]), "{:?}", failures());
    explorer.anticipate(0);
    assert_eq!(asked(), Vec::<String>::new(), "not again by itself");
    explorer.retry();
    assert_eq!((asked(), failures()), (vec!["details".to_owned()], vec![]));
    arrive(|path| served(path).map(|bytes| bytes[1..].to_vec()));
    assert!(matches!(failures()[..], [Error::Size { .. }]), "{:?}", failures());
    explorer.retry();
    arrive(served);
    assert!(failures().is_empty() && explorer.is_here(2).get_untracked());
}
