//! One incident: its postmortem, its taxonomy cards with their evidence, its sources.

use leptos::prelude::*;

use crate::incident::taxonomy::{Category, Taxonomy};
use crate::incident::{Choice, Incident, Label, Segment, Source};
use crate::query::Basis;
use crate::state::Explorer;
use crate::view::{prose, shell};
use crate::words::{Key, Words};

/// The page of one incident, as soon as it is here.
#[component]
pub(super) fn Page(explorer: Explorer, index: usize) -> impl IntoView {
    let words = explorer.words();
    let is_here = explorer.is_here(index);
    let head = explorer.head(index);
    let failures = explorer.failures();
    view! {
        <main class="incident" data-testid="incident">
            <Around explorer/>
            {move || match is_here.get().then(|| explorer.catalog()).as_ref().map(|catalog| catalog.incident(index)) {
                Some(Ok(incident)) => article(explorer, incident).into_any(),
                _ => view! {
                    <article aria-busy="true">
                        <h1 tabindex="-1" dir="auto">{move || head.get().map(|head| head.title)}</h1>
                        // What went wrong is said above, with a way to try again.
                        <Show when=move || failures.with(Vec::is_empty)>
                            <p role="status">{words.say(Key::LoadingIncident)}</p>
                            <progress></progress>
                        </Show>
                    </article>
                }.into_any(),
            }}
        </main>
    }
}

fn article(explorer: Explorer, incident: &Incident) -> impl IntoView + use<> {
    let (catalog, words) = (explorer.catalog(), explorer.words());
    let taxonomy = &catalog.taxonomy;
    let sources = incident.sources.clone();
    let sections: Vec<_> = incident
        .sections
        .iter()
        .map(|section| {
            let heading =
                section.title.clone().or_else(|| taxonomy.section(&section.id).map(|kind| kind.label.clone()));
            view! {
                <section id=format!("section-{}", section.id)>
                    <h2>{heading.unwrap_or_else(|| section.id.clone())}</h2>
                    {prose::blocks(words, &section.blocks, &sources)}
                </section>
            }
        })
        .collect();
    let cards: Vec<_> = taxonomy
        .groups
        .iter()
        .map(|group| {
            let cards: Vec<_> = group.categories.iter().map(|category| card(explorer, category, incident)).collect();
            view! {
                <section class="cards">
                    <h2>{group.label.clone()}</h2>
                    <div class="grid">{cards}</div>
                </section>
            }
        })
        .collect();
    view! {
        <article>
            {head(words, incident)}
            {sections}
            <div class="taxonomy">{cards}</div>
            {source_list(words, &sources)}
            {reliability(words, incident, taxonomy)}
        </article>
    }
}

/// Previous, next and back in the selection that the visitor came from.
#[component]
fn Around(explorer: Explorer) -> impl IntoView {
    let words = explorer.words();
    let neighbours = explorer.neighbours();
    let total = move || explorer.answer().with(|answer| answer.hits.len());
    let to = move |index: Option<usize>, name: Key, sign: &'static str| {
        let catalog = explorer.catalog();
        index.map(|index| {
            let id = catalog.id(index).to_owned();
            let href = explorer.href_of_incident(Some(&id));
            let target = href.clone();
            let head = explorer.head(index);
            let called = move || {
                let title = head.with(|head| head.as_ref().map_or_else(|| id.clone(), |head| words.title(&head.title, &id)));
                words.fill(name, &[(&title).into()])
            };
            view! {
                <a href=href title=called.clone() aria-label=called on:click=move |event| shell::go(event, explorer, &target)>
                    {sign}
                </a>
            }
        })
    };
    let place = move || {
        neighbours.get().map(|(before, place, after)| {
            view! {
                {to(before, Key::Previous, "‹")}
                <span>{words.fill(Key::PlaceOf, &[place.into(), total().into()])}</span>
                {to(after, Key::Next, "›")}
            }
        })
    };
    let back = move || explorer.href_of_incident(None);
    view! {
        <nav class="around" aria-label=words.say(Key::InSelection)>
            <a href=back data-testid="back" on:click=move |event| shell::go(event, explorer, &explorer.href_of_incident(None))>
                {move || words.fill(Key::BackTo, &[total().into()])}
            </a>
            {place}
        </nav>
    }
}

fn head(words: Words, incident: &Incident) -> impl IntoView + use<> {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(incident.published.as_ref().map(|date| words.dated(Basis::Reported, date)));
    facts.extend(incident.occurred.as_ref().map(|date| words.dated(Basis::Occurred, date)));
    facts.push(words.maker(incident.provenance.made).to_owned());
    let named = |key: Key, names: &[String]| {
        (!names.is_empty()).then(|| view! { <p class="facts">{words.fill(key, &[(&names.join(", ")).into()])}</p> })
    };
    let summary: Vec<_> = incident.summary.iter().map(|text| view! { <p dir="auto">{text.clone()}</p> }).collect();
    view! {
        <h1 tabindex="-1" dir="auto">{words.title(&incident.title, &incident.id)}</h1>
        <p class="facts">{facts.join(" · ")}</p>
        {named(Key::ResponsibleAre, &incident.responsible)}
        {named(Key::ImpactedAre, &incident.impacted)}
        <div class="summary">{summary}</div>
    }
}

/// A category with the options chosen, why, and what was considered and not chosen.
fn card(explorer: Explorer, category: &Category, incident: &Incident) -> impl IntoView + use<> {
    let words = explorer.words();
    let sources = &incident.sources;
    let missing = Label::default();
    let label = incident.labels.get(&category.id).unwrap_or(&missing);
    let chosen = label.choice.options();
    let said = match &label.choice {
        Choice::Missing => Some(words.say(Key::SaysMissing)),
        Choice::NotApplicable => Some(words.say(Key::SaysNotApplicable)),
        Choice::Chosen(_) => None,
    };
    let options: Vec<_> = chosen
        .iter()
        .map(|option| {
            let href = explorer.href_of_value(&category.id, option);
            let target = href.clone();
            let meaning = match category.option(option) {
                Some(known) => known.definition.clone(),
                None if option == crate::incident::taxonomy::UNKNOWN => words.say(Key::SaysUnknown).to_owned(),
                None => words.say(Key::SaysStray).to_owned(),
            };
            let why: Vec<_> = of_option(label, Some(option)).map(|segment| argument(words, segment, sources)).collect();
            view! {
                <li>
                    <a class="option" href=href on:click=move |event| shell::go(event, explorer, &target)>
                        {category.label_of(option).to_owned()}
                    </a>
                    " "
                    <span class="meaning">{meaning}</span>
                    {why}
                </li>
            }
        })
        .collect();
    let whole: Vec<_> = of_option(label, None).map(|segment| argument(words, segment, sources)).collect();
    let considered: Vec<_> = label
        .rationale
        .iter()
        .filter(|segment| segment.option.as_ref().is_some_and(|option| !chosen.contains(option)))
        .map(|segment| {
            let option = segment.option.as_deref().unwrap_or_default();
            view! { <li><strong>{category.label_of(option).to_owned()}</strong> {argument(words, segment, sources)}</li> }
        })
        .collect();
    view! {
        <section class="card" data-testid=format!("card-{}", category.id)>
            <h3 title=category.definition.clone()>{category.label.clone()}</h3>
            {said.map(|said| view! { <p class="said">{said}</p> })}
            {(!options.is_empty()).then(|| view! { <ul class="options">{options}</ul> })}
            {whole}
            {(!considered.is_empty()).then(|| view! {
                <details>
                    <summary>{words.fill(Key::Considered, &[considered.len().into()])}</summary>
                    <ul>{considered}</ul>
                </details>
            })}
        </section>
    }
}

fn of_option<'a>(label: &'a Label, option: Option<&'a String>) -> impl Iterator<Item = &'a Segment> {
    label.rationale.iter().filter(move |segment| segment.option.as_ref() == option)
}

fn argument(words: Words, segment: &Segment, sources: &[Source]) -> impl IntoView + use<> {
    view! { <p class="why" dir="auto">{prose::cited(words, &segment.text, sources)}</p> {prose::points(words, &segment.points, sources)} }
}

fn source_list(words: Words, sources: &[Source]) -> impl IntoView + use<> {
    let items: Vec<_> = sources
        .iter()
        .map(|source| {
            let title = source.title.clone().unwrap_or_else(|| words.fill(Key::SourceNumber, &[(&source.id).into()]));
            let mut facts: Vec<String> = source.publisher.iter().cloned().collect();
            facts.extend(source.date.as_ref().map(|date| words.date(date)));
            let link = match source.url.clone() {
                Some(url) => view! { <a href=url rel="noopener external">{title}</a> }.into_any(),
                None => view! { <span>{words.fill(Key::NoAddress, &[(&title).into()])}</span> }.into_any(),
            };
            view! {
                <li id=format!("source-{}", source.id) dir="auto">
                    <span class="cite">{source.id.clone()}</span>
                    " "
                    {link}
                    {(!facts.is_empty()).then(|| format!(", {}", facts.join(", ")))}
                    {source.archive.clone().map(|url| view! { " " <a href=url rel="noopener external">{words.say(Key::Archived)}</a> })}
                </li>
            }
        })
        .collect();
    view! {
        <section class="sources" id="sources">
            <h2>{words.say(Key::Sources)}</h2>
            {if items.is_empty() {
                view! { <p>{words.say(Key::NoSources)}</p> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }}
        </section>
    }
}

/// How this text came to be and, for a machine's, how far each field can be trusted.
fn reliability(words: Words, incident: &Incident, taxonomy: &Taxonomy) -> impl IntoView + use<> {
    let note = incident.provenance.note.clone();
    let date = incident.provenance.date.as_ref().map(|date| words.fill(Key::LabelledOn, &[(&words.date(date)).into()]));
    let percent = |agreement: f32| words.percent(agreement);
    let sections = taxonomy.sections.iter().filter_map(|kind| Some((kind.label.clone(), percent(kind.agreement?))));
    let categories =
        taxonomy.categories().filter_map(|category| Some((category.label.clone(), percent(category.agreement?))));
    let rows: Vec<_> = sections
        .chain(categories)
        .map(|(label, agreement)| {
            view! { <tr><th scope="row">{label}</th><td>{agreement}</td></tr> }
        })
        .collect();
    let by_machine = incident.provenance.made == crate::incident::Maker::Machine && !rows.is_empty();
    view! {
        <section class="made">
            <h2>{words.say(Key::HowMade)}</h2>
            <p>{words.maker(incident.provenance.made)}". "{note}" "{date}</p>
            {by_machine.then(|| view! {
                <details>
                    <summary>{words.say(Key::Agreement)}</summary>
                    <table>
                        <caption>{words.say(Key::AgreementCaption)}</caption>
                        <thead><tr><th scope="col">{words.say(Key::HeadField)}</th><th scope="col">{words.say(Key::HeadAgreement)}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </details>
            })}
        </section>
    }
}
