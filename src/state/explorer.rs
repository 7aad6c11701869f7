//! What is selected and open: every reader of a view.
//!
//! One link is the whole state; the answer, the counts of each facet and the words follow from
//! it. What changes it is in `actions`; nothing here does.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::Step;
use crate::bundle::{Error, Head};
use crate::incident::Maker;
use crate::link::{self, Bars, Link, Notice, View};
use crate::query::Clause;
use crate::query::phrase::clauses;
use crate::query::similar::{self, Relatives};
use crate::query::text::Terms;
use crate::query::{Answer, Basis, Catalog, Need, Query, Selection, answer};
use crate::state::arrivals::Arrivals;
use crate::state::desk::Desk;
use crate::state::drawer::Drawer;
use crate::state::outside::Outside;
use crate::state::pace::{Pace, Spot};
use crate::state::panels::{self, Panel};
use crate::state::saved::Saved;
use crate::state::speech::Speech;
use crate::state::suggest::{Hints, SHOWN};
use crate::words::Words;

/// The incident before the open one among the hits, the place of the open one from 1, and the one after.
pub type Neighbours = (Option<usize>, usize, Option<usize>);

/// Readers and actions of the view. A handle: copies are the same explorer.
#[derive(Clone, Copy)]
pub struct Explorer {
    pub(super) catalog: StoredValue<Arc<Catalog>>,
    pub(super) outside: Outside,
    pub(super) link: RwSignal<Link>,
    pub(super) query: Memo<Query>,
    pub(super) open: Memo<Option<usize>>,
    pub(super) answer: Memo<Arc<Answer>>,
    pub(super) relatives: Memo<Relatives>,
    pub(super) arrivals: Arrivals,
    pub(super) notices: RwSignal<Vec<Notice>>,
    /// How many results are revealed, with the query they belong to: a new one starts anew.
    pub(super) revealed: RwSignal<(Query, usize)>,
    pub(super) pace: Pace,
    /// How far the list was scrolled when an incident was opened from it.
    pub(super) left_at: StoredValue<f64>,
    pub(super) desk: Desk,
    pub(super) frame: StoredValue<Option<String>>,
    pub(super) speech: Speech,
    /// The bins that somebody drags over.
    pub(super) dragged: RwSignal<Option<(usize, usize)>>,
    /// How panels are looked at, by facet.
    pub(super) panels: RwSignal<BTreeMap<String, Panel>>,
    /// Whether the chart's table is unfolded.
    pub(super) numbers: RwSignal<bool>,
    /// Categories that are columns of the table, where somebody chose.
    pub(super) columns: RwSignal<Option<Vec<String>>>,
    /// The words that the text query looked for.
    pub(super) terms: Memo<Terms>,
    pub(super) hints: RwSignal<Hints>,
    pub(super) drawer: Drawer,
    pub(super) saved: Saved,
}

impl Explorer {
    /// An explorer of a catalogue at the view that a query string asks for.
    pub fn new(catalog: Arc<Catalog>, search: &str, outside: Outside) -> Explorer {
        let frame = (outside.frame)();
        let outside = if frame.is_some() { outside.in_a_frame() } else { outside };
        let (start, notices) = link::parse(search, &catalog);
        let link = RwSignal::new(start);
        let query = Memo::new(move |_| link.with(|link| link.query.clone()));
        let of_open = Arc::clone(&catalog);
        let open = Memo::new(move |_| link.with(|link| of_open.position(link.open.as_deref()?)));
        let of_answer = Arc::clone(&catalog);
        let arrivals = Arrivals::new(Arc::clone(&catalog), outside.fetch);
        let answer = Memo::new(move |_| {
            let answer = query.with(|query| answer(&of_answer, query));
            // Only what it lacks changes it.
            answer.missing.iter().for_each(|need| arrivals.track(*need));
            Arc::new(answer)
        });
        let of_relatives = Arc::clone(&catalog);
        let relatives = Memo::new(move |_| {
            arrivals.track_all();
            let open = open.get().filter(|open| of_relatives.incident(*open).is_ok());
            open.map(|open| similar::relatives(&of_relatives, open)).unwrap_or_default()
        });
        let explorer = Explorer {
            relatives,
            arrivals,
            pace: Pace::new(&catalog),
            catalog: StoredValue::new(catalog),
            outside,
            link,
            query,
            open,
            answer,
            notices: RwSignal::new(notices),
            frame: StoredValue::new(frame),
            revealed: RwSignal::new((Query::default(), 0)),
            left_at: StoredValue::new(0.0),
            desk: Desk::new(outside),
            speech: Speech::new(outside),
            dragged: RwSignal::new(None),
            panels: RwSignal::new(panels::remembered(&(outside.recall)(panels::FOLDED).unwrap_or_default())),
            numbers: RwSignal::new(false),
            columns: RwSignal::new(None),
            terms: Memo::new(move |_| answer.with(|answer| answer.terms.clone())),
            hints: RwSignal::new(Hints::default()),
            drawer: Drawer::new(outside),
            saved: Saved::new(outside),
        };
        explorer.follow_up();
        explorer.settle();
        explorer
    }

    /// The same explorer, speaking what its link, the visitor's choice, its collection or the
    /// browser asks for.
    pub fn speaking(mut self, speech: Speech) -> Explorer {
        self.speech = speech;
        let collection = self.catalog.with_value(|catalog| catalog.collection.language.clone());
        let others: Vec<String> = [collection].into_iter().chain((self.outside.languages)()).collect();
        speech.heed(self.link.get_untracked().language.as_deref(), &others);
        self
    }

    /// The words in force. Whoever draws with them is drawn anew when they change.
    pub fn words(self) -> Words {
        self.speech.words().get_untracked()
    }

    /// Speaks another language from now on.
    pub fn speak(self, language: &'static str) {
        self.speech.choose(language);
        let link = self.link.get_untracked();
        self.go(Link { language: None, ..link }, Step::Replace);
    }

    /// The collection.
    pub fn catalog(self) -> Arc<Catalog> {
        self.catalog.get_value()
    }

    /// What is asked.
    pub fn query(self) -> Memo<Query> {
        self.query
    }

    /// The first so many incidents that the query selects, in order.
    pub(super) fn hits(self, most: usize) -> Vec<usize> {
        let hits = |catalog: &Arc<Catalog>| self.answer.with(|answer| answer.hits(catalog, most));
        self.catalog.with_value(hits).into_iter().map(|hit| hit as usize).collect()
    }

    /// What the query selects.
    pub fn answer(self) -> Memo<Arc<Answer>> {
        self.answer
    }

    /// How the selection is shown.
    pub fn view(self) -> Memo<View> {
        Memo::new(move |_| self.link.with(|link| link.view))
    }

    /// What the histogram's bars show.
    pub fn bars(self) -> Bars {
        self.link.with(|link| link.bars.clone())
    }

    /// The number of the incident that is open.
    pub fn open_incident(self) -> Memo<Option<usize>> {
        self.open
    }

    /// The title of the incident that is open.
    pub fn title(self) -> Memo<Option<String>> {
        Memo::new(move |_| {
            let open = self.open.get()?;
            Some(self.head_of(open)?.title)
        })
    }

    /// What a file of the catalogue says, as soon as that is here: it never changes then.
    pub(super) fn here<T>(self, read: impl FnOnce(&Catalog) -> Result<T, Option<Need>>) -> Option<T> {
        self.catalog
            .with_value(|catalog| read(catalog))
            .map_err(|need| need.into_iter().for_each(|need| self.arrivals.track(need)))
            .ok()
    }

    pub(super) fn head_of(self, index: usize) -> Option<Head> {
        self.here(|catalog| catalog.head(index))
    }

    /// Whether the whole of an incident is here.
    pub fn is_here(self, index: usize) -> Memo<bool> {
        Memo::new(move |_| self.here(|catalog| catalog.incident(index).map(|_| ())).is_some())
    }

    /// Whether the answer is only what titles, summaries and organizations tell so far.
    pub fn is_partial(self) -> Memo<bool> {
        Memo::new(move |_| self.answer.with(|answer| !answer.missing.is_empty()))
    }

    /// Why files that the view needs did not come.
    pub fn failures(self) -> Vec<Error> {
        self.arrivals.failures()
    }

    /// Fetches again what did not come.
    pub fn retry(self) {
        self.arrivals.forgive();
        self.settle();
        self.keep_focus();
    }

    /// Fetches an incident that the visitor seems to be about to open.
    pub fn anticipate(self, index: usize) {
        if !(self.outside.saves_data)() {
            let need = self.catalog.with_value(|catalog| catalog.incident(index).err().flatten());
            need.into_iter().for_each(|need| self.fetch(need));
        }
    }

    /// Fetches what every text query needs, because the visitor seems to be about to type one.
    pub fn anticipate_search(self) {
        if !(self.outside.saves_data)() {
            self.fetch(Need::Text);
        }
    }

    /// Asks for the files that the present view lacks, and again when one of them has arrived,
    /// since what it says may need others.
    pub(super) fn settle(self) {
        let (wanted, read) = self.wanted_to_read();
        let rows = if read.is_empty() { untrack(|| self.rows()) } else { read };
        let mut needs = self.answer.with_untracked(|answer| answer.missing.clone());
        needs.extend(wanted);
        self.catalog.with_value(|catalog| {
            needs.extend(rows.iter().filter_map(|row| catalog.head(*row).err().flatten()));
            // Where words were found is shown for the first hits; for others as they are pointed at.
            if needs.is_empty() && !self.terms.with_untracked(Terms::is_empty) && !(self.outside.saves_data)() {
                let first = rows.iter().take(SHOWN);
                needs.extend(first.filter_map(|row| catalog.incident(*row).err().flatten()));
            }
        });
        needs.sort_unstable();
        needs.dedup();
        needs.into_iter().for_each(|need| self.fetch(need));
    }

    /// Asks for a file. By the time it arrives the view may need others because of it.
    fn fetch(self, need: Need) {
        self.arrivals.ask(need, move || {
            self.follow_up();
            self.settle();
        });
    }

    /// What a link asked for in vain.
    pub fn notices(self) -> Vec<Notice> {
        [self.notices.get(), self.speech.notices.get()].concat()
    }

    /// The counts of one facet, by its place in the catalogue: changes only when they do.
    pub fn counts(self, facet: usize) -> Memo<Vec<u32>> {
        Memo::new(move |_| {
            if self.is_at_once(Spot::Panel(facet)) {
                self.answer.track();
            }
            let basis = self.query.with_untracked(|query| query.basis);
            self.catalog.with_value(|catalog| {
                let facet = catalog.facets(basis).nth(facet);
                facet.map(|facet| self.answer.with_untracked(|answer| answer.counts(facet))).unwrap_or_default()
            })
        })
    }

    /// How many of what is selected, were it of any date, have none.
    pub fn undated(self) -> usize {
        self.answer.with(|answer| answer.undated as usize)
    }

    /// How many of what is selected were written or labelled with a language model. A selection by who
    /// made the labels says that itself.
    pub fn made_by_machines(self) -> Memo<usize> {
        Memo::new(move |_| {
            if self.query.with(|query| query.facets.contains_key("labels")) {
                return 0;
            }
            self.catalog.with_value(|catalog| {
                let Some(facet) = catalog.facet("labels", Basis::Reported) else { return 0 };
                let counts = self.answer.with(|answer| answer.counts(facet));
                let machines =
                    [Maker::Machine, Maker::Assisted].into_iter().filter_map(|maker| facet.place(maker.id()));
                machines.filter_map(|value| counts.get(value)).map(|count| *count as usize).sum()
            })
        })
    }

    /// The selection of one facet, by its place in the catalogue: changes only when it does.
    pub fn selection(self, facet: usize) -> Memo<Selection> {
        Memo::new(move |_| {
            if self.is_at_once(Spot::Panel(facet)) {
                self.query.track();
            }
            let id = |catalog: &Catalog| self.query.with_untracked(|query| query.selection(&catalog.facets[facet].id));
            self.catalog.with_value(|catalog| id(catalog))
        })
    }

    /// The clauses of the query, each in words.
    pub fn phrases(self) -> Memo<Vec<(Clause, String)>> {
        Memo::new(move |_| {
            let words = self.speech.words().get();
            if self.is_at_once(Spot::Line) {
                self.query.track();
            }
            self.query.with_untracked(|query| {
                self.catalog.with_value(|catalog| {
                    let clauses = clauses(catalog, query).into_iter();
                    clauses.map(|clause| (clause.clone(), words.clause(catalog, query, &clause))).collect()
                })
            })
        })
    }

    /// The categories that are columns of the table: those chosen, else the last few of the
    /// taxonomy's groups, which say what the matter was.
    pub fn columns(self, few: usize) -> Memo<Vec<String>> {
        Memo::new(move |_| self.chosen_columns(few))
    }

    pub(super) fn chosen_columns(self, few: usize) -> Vec<String> {
        self.columns.get().unwrap_or_else(|| {
            let catalog = self.catalog();
            let mut ids: Vec<String> = catalog.taxonomy.categories().map(|category| category.id.clone()).collect();
            ids.split_off(ids.len().saturating_sub(few))
        })
    }

    /// The incidents before and after the open one among the hits, and its place from 1.
    pub fn neighbours(self) -> Memo<Option<Neighbours>> {
        Memo::new(move |_| self.beside())
    }

    pub(super) fn beside(self) -> Option<Neighbours> {
        let open = self.open.get()?;
        let hits = self.hits(usize::MAX);
        let place = hits.iter().position(|hit| *hit == open)?;
        let at = |place: usize| hits.get(place).copied();
        Some((place.checked_sub(1).and_then(at), place + 1, at(place + 1)))
    }

    /// The address of the present selection with another incident open, or none.
    pub fn href_of_incident(self, id: Option<&str>) -> String {
        let now = self.link.get_untracked();
        self.href(&Link { open: id.map(str::to_owned), compare: Vec::new(), ..now })
    }

    /// The address of everything that carries one value.
    pub fn href_of_value(self, facet: &str, value: &str) -> String {
        let query = Query::default().toggled(facet, value);
        let language = self.link.with_untracked(|link| link.language.clone());
        self.href(&Link { query, language, ..Link::default() })
    }

    /// The address of the present selection in another view.
    pub fn href_of_view(self, view: View) -> String {
        self.href(&Link { view, open: None, compare: Vec::new(), ..self.link.get_untracked() })
    }

    pub(super) fn href(self, link: &Link) -> String {
        self.catalog.with_value(|catalog| format!("?{}", link::print(link, catalog)))
    }
}
