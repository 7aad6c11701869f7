//! What is wrong with a file is said in the page's language: every kind, down to the number or the name
//! in it. What is quoted from a reader stays as that says it.

use failscope::bundle::json::read;
use failscope::bundle::{Error, FORMAT, Flaw, Head, Kind};

use super::words::words;

fn check(error: &Error, english: &str, german: &str) {
    assert_eq!(words("en").trouble(error), english);
    assert_eq!(words("de").trouble(error), german);
}

#[test]
fn what_is_wrong_with_a_file() {
    let path = || "parts/x.json".to_owned();
    let text = str::to_owned;
    let format = Error::In { path: path(), why: Box::new(Error::Format(99)) };
    let hash = Error::Hash { named: text("a1"), found: text("b2") };
    assert_eq!(FORMAT, 1);
    for (error, english, german) in [
        (
            Error::Unwritten(text("full")),
            "the data cannot be written (full)",
            "die Daten sind nicht zu schreiben (full)",
        ),
        (
            Error::NotABundle,
            "the file is JSON, but no Failscope bundle",
            "die Datei ist JSON, aber keine Sammlung von Failscope",
        ),
        (
            format,
            "parts/x.json: the data has format 99 and this program reads format 1: rebuild the site so that both come from one version",
            "parts/x.json: die Daten haben das Format 99, dieses Programm liest Format 1: die Seite muss neu gebaut werden, damit beide aus einer Version stammen",
        ),
        (
            hash,
            "the data was changed after it was built (it names version a1 and is b2)",
            "die Daten wurden nach dem Bau verändert (sie nennen Version a1 und sind b2)",
        ),
        (
            Error::Split,
            "this site is split into parts, and only a bundle in one file can be used here",
            "diese Seite ist in Teile zerlegt; hier geht nur eine Sammlung in einer Datei",
        ),
        (
            Error::Size { path: path(), named: 20, found: 10 },
            "parts/x.json is cut off: 10 of its 20 bytes are there",
            "parts/x.json ist abgeschnitten: 10 von 20 Bytes sind da",
        ),
        (
            Error::Size { path: path(), named: 10, found: 20 },
            "parts/x.json is longer than it was built: it has 20 bytes instead of 10",
            "parts/x.json ist länger als gebaut: 20 statt 10 Bytes",
        ),
        (
            Error::Changed { path: path(), found: text("b2") },
            "parts/x.json was changed after it was built: its bytes are those of b2",
            "parts/x.json wurde nach dem Bau verändert: der Inhalt gehört zu b2",
        ),
        (
            Error::Unreached(path()),
            "parts/x.json could not be reached: the connection may be down",
            "parts/x.json war nicht zu erreichen: vielleicht fehlt die Verbindung",
        ),
        (
            Error::Refused { path: path(), status: 404 },
            "the server answered 404 for parts/x.json",
            "der Server antwortete 404 auf parts/x.json",
        ),
        (Error::Stopped(path()), "parts/x.json stopped arriving before its end", "parts/x.json brach vor dem Ende ab"),
    ] {
        check(&error, english, german);
        // The command says the same.
        assert_eq!(error.to_string(), english);
    }
}

#[test]
fn what_is_no_json_is_said_with_its_place() {
    for (text, english, german) in [
        ("{", "it ends too early, at line 1 column 2", "sie hören zu früh auf, in Zeile 1, Spalte 2"),
        ("{\n}", "the field “title” is missing, at line 2 column 2", "es fehlt das Feld „title“, in Zeile 2, Spalte 2"),
        (
            r#"{"title":"","title":""}"#,
            "the field “title” is there twice, at line 1 column 21",
            "das Feld „title“ steht zweimal da, in Zeile 1, Spalte 21",
        ),
        (
            "<!doctype html>",
            "its reader says “expected an object”, at line 1 column 1",
            "das Leseprogramm sagt „expected an object“, in Zeile 1, Spalte 1",
        ),
    ] {
        check(
            &Error::Malformed(read::<Head>(text).unwrap_err()),
            &format!(
                "the data is damaged or cut off ({english}): try again, and if it stays so, tell whoever publishes this site"
            ),
            &format!(
                "die Daten sind beschädigt oder abgeschnitten ({german}): Versuchen Sie es noch einmal; bleibt es dabei, wenden Sie sich an die Betreiber dieser Seite"
            ),
        );
    }
}

#[test]
fn what_contradicts_itself_is_said_by_its_names() {
    let text = str::to_owned;
    for (flaw, english, german) in [
        (Flaw::BothForms, "it is whole and split at once", "sie sind ganz und zugleich in Teile zerlegt"),
        (Flaw::Twice(text("a")), "“a” is there twice", "„a“ gibt es zweimal"),
        (
            Flaw::Name(text("../x")),
            "nothing can be called “../x”: a link could not name it",
            "nichts kann „../x“ heißen: ein Link könnte es nicht nennen",
        ),
        (
            Flaw::of("ferry")(Flaw::of("domain")(Flaw::Unanswered)),
            "ferry: domain: no option is chosen",
            "ferry: domain: keine Antwort ist gewählt",
        ),
        (
            Flaw::Address(text("javascript:x")),
            "“javascript:x” is no web address",
            "„javascript:x“ ist keine Webadresse",
        ),
        (
            Flaw::of("heads")(Flaw::Count { found: 2, named: 3 }),
            "heads: there are 2 instead of 3",
            "heads: es sind 2 statt 3",
        ),
        (
            Flaw::Place { part: text("words-1"), kind: Kind::Heads },
            "“words-1” stands where “heads” should",
            "„words-1“ steht, wo „heads“ stehen müsste",
        ),
        (Flaw::Order, "they are not in order, each once", "die Werte sind nicht geordnet, jeder einmal"),
        (Flaw::TooMuch, "there is more than an index can hold", "es ist mehr, als in einen Index passt"),
        (
            Flaw::Numbers(text("2 is not below 2")),
            "the numbers cannot be read (2 is not below 2)",
            "die Zahlen sind nicht zu lesen („2 is not below 2“)",
        ),
        (
            Flaw::OtherIndex,
            "the text index is that of another collection",
            "der Textindex gehört zu einer anderen Sammlung",
        ),
        (
            Flaw::Form { found: 2, read: 1 },
            "the text index has form 2 and this program reads form 1",
            "der Textindex hat die Form 2, dieses Programm liest die Form 1",
        ),
        (
            Flaw::NoFile,
            "there is no such file, or it is damaged",
            "eine solche Datei gibt es nicht, oder sie ist beschädigt",
        ),
    ] {
        // The command says the same.
        assert_eq!(flaw.to_string(), english);
        check(
            &Error::Content(flaw),
            &format!("the data contradicts itself: {english} (whoever publishes this site has to build it anew)"),
            &format!("die Daten widersprechen sich: {german} (die Betreiber dieser Seite müssen sie neu bauen)"),
        );
    }
}
