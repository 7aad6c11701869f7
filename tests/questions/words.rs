//! The catalogue of messages: every language has every message, each in all its plural forms and
//! with the same places to fill in, none is unused, and what the core finds is said in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use failscope::bundle::Content;
use failscope::incident::{Date, Incident};
use failscope::query::Query;
use failscope::query::phrase::clauses;
use failscope::words::{Key, LANGUAGES, Locale, Words, entries, parts};

use super::world::{catalog, taxonomy};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(language: &str) -> String {
    std::fs::read_to_string(root().join(format!("words/{language}.txt"))).unwrap()
}

pub fn words(language: &'static str) -> Words {
    Words::of(language, &text(language), Locale::PLAIN).expect("it has the names of the English file, in their order")
}

/// What a message has filled in: each place, and whether it chooses forms.
fn places(template: &str) -> BTreeSet<String> {
    let places = parts(template).map(|(_, place)| place).filter(|place| !place.is_empty());
    places.map(|place| place.split('|').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn names_are_those_of_the_english_file_in_its_order() {
    let text = text("en");
    let names: Vec<&str> = entries(&text).map(|(name, _)| name).collect();
    assert_eq!(names, Key::NAMES);
}

#[test]
fn every_language_has_every_message_with_its_places_and_its_forms() {
    let english = text("en");
    let english: BTreeMap<&str, &str> = entries(&english).collect();
    for (language, _) in LANGUAGES {
        let text = text(language);
        let own: BTreeMap<&str, &str> = entries(&text).collect();
        assert_eq!(entries(&text).count(), own.len(), "{language} says something twice");
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(lines, own.len(), "a line of {language} is no message");
        let names =
            |messages: &BTreeMap<&str, &str>| messages.keys().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&own), names(&english), "{language}");
        let plurals = own["Plurals"].split(' ').count();
        for (name, template) in &own {
            assert_eq!(places(template), places(english[name]), "{language}: {name}");
            assert_eq!(template.trim(), *template, "{language}: {name} has space around it");
            assert_eq!(template.matches('{').count(), template.matches('}').count(), "{language}: {name}");
            for (_, place) in parts(template).filter(|(_, place)| place.contains('|')) {
                assert_eq!(place.matches('|').count(), plurals, "{language}: {name} lacks a form of {{{place}}}");
            }
        }
    }
}

#[test]
fn no_message_is_unused() {
    fn read(folder: &Path, code: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, code);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("words/keys.rs") {
                code.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut code = String::new();
    read(&root().join("src"), &mut code);
    let used: BTreeSet<&str> = code
        .match_indices("Key::")
        .map(|(at, found)| code[at + found.len()..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default())
        .collect();
    // The first of a file is read by its place.
    let unused: Vec<&str> =
        Key::NAMES.iter().copied().filter(|name| *name != "Locale" && !used.contains(name)).collect();
    assert_eq!(unused, Vec::<&str>::new(), "say them somewhere, or take them out of words/ and src/words/keys.rs");
}

/// The messages that only embeds have are in files beside, and their scripts take what they say from these.
#[test]
fn embeds_say_what_the_catalogue_says_in_every_language() {
    let scripts = ["chart.js", "dialog.js", "picture.js", "incident.js", "frame.js"]
        .map(|name| std::fs::read_to_string(root().join("public/embed").join(name)).unwrap())
        .concat();
    // A name of a message, wherever a script has it in quotes.
    let quoted: BTreeSet<&str> = scripts.split('\'').collect();
    let (english, program) = (text("embed/en"), text("en"));
    let english: BTreeMap<&str, &str> = entries(&english).collect();
    let program: BTreeSet<&str> = entries(&program).map(|(name, _)| name).collect();
    for (language, _) in LANGUAGES {
        let own = text(&format!("embed/{language}"));
        let own: BTreeMap<&str, &str> = entries(&own).collect();
        assert_eq!(own.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{language}");
        for (name, template) in &own {
            assert_eq!(places(template), places(english[name]), "{language}: {name}");
            assert!(quoted.contains(name) && !program.contains(name), "{name} is said by no script, or twice a name");
        }
    }
    let said = scripts.split("say('").skip(1).filter_map(|after| after.split('\'').next());
    let unknown: Vec<&str> = said.filter(|name| !english.contains_key(name) && !program.contains(name)).collect();
    assert_eq!(unknown, Vec::<&str>::new());
}

#[test]
fn messages_are_filled_in_by_number_and_language() {
    for (language, key, args, said) in [
        ("en", Key::Incidents, vec![0.into()], "0 incidents"),
        ("en", Key::Incidents, vec![1.into()], "1 incident"),
        ("de", Key::Incidents, vec![1.into()], "1 Vorfall"),
        ("de", Key::IncidentsOf, vec![2.into(), 3.into()], "2 von 3 Vorfällen"),
        ("en", Key::IncidentsOf, vec![312.into(), 2457.into()], "312 of 2,457 incidents"),
        ("en", Key::Comma, vec!["{1}".into(), "<b>".into()], "{1}, <b>"),
        ("en", Key::Comma, vec!["alone".into()], "alone, "),
    ] {
        assert_eq!(words(language).fill(key, &args), said);
    }
}

#[test]
fn a_file_of_another_version_is_no_language() {
    let german = text("de");
    let [one, other] =
        ["Loading = ", "Filters = "].map(|name| german.lines().find(|line| line.starts_with(name)).unwrap());
    for stale in [
        String::new(),
        "Loading = Lädt\nno message".to_owned(),
        german.replace(one, ""),
        format!("{german}New = Neu\n"),
        german.replace("Loading = ", "Leading = "),
        german.replace(one, "-").replace(other, one).replace("\n-\n", &format!("\n{other}\n")),
    ] {
        assert!(Words::of("de", &stale, Locale::PLAIN).is_none(), "{stale:.40}");
    }
    let reworded = german.replace(one, "Loading = {0} # = Lädt");
    assert_eq!(Words::of("de", &reworded, Locale::PLAIN).map(|words| words.say(Key::Loading)), Some("{0} # = Lädt"));
}

#[test]
fn dates_are_said_as_closely_as_they_are_known() {
    for (date, said) in [
        ("2011-03-22", "22 March 2011"),
        ("2011-03", "March 2011"),
        ("2011", "2011"),
        ("1985-06~", "about June 1985"),
        ("1985-06/1987-01", "June 1985 to January 1987"),
        ("1985/1987", "1985 to 1987"),
        ("2011-03-22/2011-04-01", "22 March 2011 to 1 April 2011"),
        ("../1987-01", "until January 1987"),
        ("1985-06/..", "since June 1985"),
    ] {
        assert_eq!(Words::plain().date(&Date::parse(date).unwrap()), said, "{date}");
    }
}

#[test]
fn clauses_are_said_in_the_order_of_the_page() {
    let incidents = vec![Incident { id: "1".to_owned(), ..Incident::default() }];
    let catalog = catalog(Content { taxonomy: taxonomy(), incidents, ..Content::default() });
    let from = Date::parse("2011-03").ok();
    let query = Query { text: " race ".to_owned(), from: from.clone(), to: from, ..Query::default() };
    let query = query.toggled("behaviour", "crash").toggled("behaviour", "omission");
    let query = query.excluded("behaviour", "unknown").toggled("organization", "missing");
    for (language, expected) in [
        (
            "en",
            [
                "“race”",
                "behaviour: the crash or the omission, not unknown",
                "Organization: none named",
                "reported in March 2011",
            ],
        ),
        (
            "de",
            [
                "„race“",
                "behaviour: the crash oder the omission, nicht unbekannt",
                "Organisation: keine genannt",
                "Gemeldet: March 2011",
            ],
        ),
    ] {
        let said =
            clauses(&catalog, &query).into_iter().map(|clause| words(language).clause(&catalog, &query, &clause));
        assert_eq!(said.collect::<Vec<_>>(), expected);
    }
}
