//! One incident: its postmortem, its taxonomy cards with their evidence, its sources.

use leptos::prelude::*;

use crate::incident::taxonomy::{Category, Taxonomy};
use crate::incident::{Choice, Incident, Label, Segment, Source};
use crate::state::Explorer;
use crate::view::{prose, shell, words};

/// The page of one incident, as soon as it is here.
#[component]
pub(super) fn Page(explorer: Explorer, index: usize) -> impl IntoView {
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
                            <p role="status">"Loading the incident"</p>
                            <progress></progress>
                        </Show>
                    </article>
                }.into_any(),
            }}
        </main>
    }
}

fn article(explorer: Explorer, incident: &Incident) -> impl IntoView + use<> {
    let catalog = explorer.catalog();
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
                    {prose::blocks(&section.blocks, &sources)}
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
            {head(incident)}
            {sections}
            <div class="taxonomy">{cards}</div>
            {source_list(&sources)}
            {reliability(incident, taxonomy)}
        </article>
    }
}

/// Previous, next and back in the selection that the visitor came from.
#[component]
fn Around(explorer: Explorer) -> impl IntoView {
    let neighbours = explorer.neighbours();
    let total = move || explorer.answer().with(|answer| answer.hits.len());
    let to = move |index: Option<usize>, name: &'static str, sign: &'static str| {
        let catalog = explorer.catalog();
        index.map(|index| {
            let id = catalog.id(index).to_owned();
            let href = explorer.href_of_incident(Some(&id));
            let target = href.clone();
            let head = explorer.head(index);
            let called = move || {
                let title = head.with(|head| head.as_ref().map_or_else(|| id.clone(), |head| words::title(&head.title, &id)));
                format!("{name}: {title}")
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
                {to(before, "Previous", "‹")}
                <span>{format!("{} of {}", words::number(place), words::number(total()))}</span>
                {to(after, "Next", "›")}
            }
        })
    };
    let back = move || explorer.href_of_incident(None);
    view! {
        <nav class="around" aria-label="In this selection">
            <a href=back data-testid="back" on:click=move |event| shell::go(event, explorer, &explorer.href_of_incident(None))>
                {move || format!("Back to {}", words::incidents(total()))}
            </a>
            {place}
        </nav>
    }
}

fn head(incident: &Incident) -> impl IntoView + use<> {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(incident.published.as_ref().map(|date| format!("reported {}", words::date(date))));
    facts.extend(incident.occurred.as_ref().map(|date| format!("occurred {}", words::date(date))));
    facts.push(words::maker(incident.provenance.made).to_owned());
    let named = |label: &'static str, names: &[String]| {
        (!names.is_empty()).then(|| view! { <p class="facts">{label}" "{names.join(", ")}</p> })
    };
    let summary: Vec<_> = incident.summary.iter().map(|text| view! { <p dir="auto">{text.clone()}</p> }).collect();
    view! {
        <h1 tabindex="-1" dir="auto">{words::title(&incident.title, &incident.id)}</h1>
        <p class="facts">{facts.join(" · ")}</p>
        {named("Responsible:", &incident.responsible)}
        {named("Impacted:", &incident.impacted)}
        <div class="summary">{summary}</div>
    }
}

/// A category with the options chosen, why, and what was considered and not chosen.
fn card(explorer: Explorer, category: &Category, incident: &Incident) -> impl IntoView + use<> {
    let sources = &incident.sources;
    let missing = Label::default();
    let label = incident.labels.get(&category.id).unwrap_or(&missing);
    let chosen = label.choice.options();
    let said = match &label.choice {
        Choice::Missing => Some("Not labelled: nobody recorded an answer."),
        Choice::NotApplicable => Some("Not applicable: the question does not arise for this system."),
        Choice::Chosen(_) => None,
    };
    let options: Vec<_> = chosen
        .iter()
        .map(|option| {
            let href = explorer.href_of_value(&category.id, option);
            let target = href.clone();
            let meaning = match category.option(option) {
                Some(known) => known.definition.clone(),
                None if option == crate::incident::taxonomy::UNKNOWN => "The sources do not say.".to_owned(),
                None => "A value that the taxonomy does not list.".to_owned(),
            };
            let why: Vec<_> = of_option(label, Some(option)).map(|segment| argument(segment, sources)).collect();
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
    let whole: Vec<_> = of_option(label, None).map(|segment| argument(segment, sources)).collect();
    let considered: Vec<_> = label
        .rationale
        .iter()
        .filter(|segment| segment.option.as_ref().is_some_and(|option| !chosen.contains(option)))
        .map(|segment| {
            let option = segment.option.as_deref().unwrap_or_default();
            view! { <li><strong>{category.label_of(option).to_owned()}</strong> {argument(segment, sources)}</li> }
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
                    <summary>{format!("Considered, not chosen ({})", considered.len())}</summary>
                    <ul>{considered}</ul>
                </details>
            })}
        </section>
    }
}

fn of_option<'a>(label: &'a Label, option: Option<&'a String>) -> impl Iterator<Item = &'a Segment> {
    label.rationale.iter().filter(move |segment| segment.option.as_ref() == option)
}

fn argument(segment: &Segment, sources: &[Source]) -> impl IntoView + use<> {
    view! { <p class="why" dir="auto">{prose::cited(&segment.text, sources)}</p> {prose::points(&segment.points, sources)} }
}

fn source_list(sources: &[Source]) -> impl IntoView + use<> {
    let items: Vec<_> = sources
        .iter()
        .map(|source| {
            let title = source.title.clone().unwrap_or_else(|| format!("Article {}", source.id));
            let mut facts: Vec<String> = source.publisher.iter().cloned().collect();
            facts.extend(source.date.as_ref().map(words::date));
            let link = match source.url.clone() {
                Some(url) => view! { <a href=url rel="noopener external">{title}</a> }.into_any(),
                None => view! { <span>{title}" (no address recorded)"</span> }.into_any(),
            };
            view! {
                <li id=format!("source-{}", source.id) dir="auto">
                    <span class="cite">{source.id.clone()}</span>
                    " "
                    {link}
                    {(!facts.is_empty()).then(|| format!(", {}", facts.join(", ")))}
                    {source.archive.clone().map(|url| view! { " " <a href=url rel="noopener external">"archived"</a> })}
                </li>
            }
        })
        .collect();
    view! {
        <section class="sources" id="sources">
            <h2>"Sources"</h2>
            {if items.is_empty() {
                view! { <p>"This record names no source."</p> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }}
        </section>
    }
}

/// How this text came to be and, for a machine's, how far each field can be trusted.
fn reliability(incident: &Incident, taxonomy: &Taxonomy) -> impl IntoView + use<> {
    let note = incident.provenance.note.clone();
    let date = incident.provenance.date.as_ref().map(|date| format!("Labelled {}.", words::date(date)));
    let percent = |agreement: f32| format!("{:.0}%", agreement * 100.0);
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
            <h2>"How this record was made"</h2>
            <p>{words::maker(incident.provenance.made)}". "{note}" "{date}</p>
            {by_machine.then(|| view! {
                <details>
                    <summary>"How often the machine agreed with people"</summary>
                    <table>
                        <caption>"Overlap with people’s answers, per field, as the taxonomy’s authors measured it"</caption>
                        <thead><tr><th scope="col">"Field"</th><th scope="col">"Agreement"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </details>
            })}
        </section>
    }
}
