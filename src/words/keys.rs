//! The names of the messages, in the order of `words/en.txt`, which says what each means.
//!
//! A name that the file lacks is a failing test, and a name that nobody wrote here does not compile.

macro_rules! keys {
    ($($key:ident)*) => {
        /// The name of a message; its English in `words/en.txt` is what it means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Key {
            $($key),*
        }

        impl Key {
            /// Every name, in order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($key)),*];
        }
    };
}

#[rustfmt::skip]
keys! {
    Locale Plurals Direction Language
    Incidents IncidentsOf IncidentsSoFar Percent Circa Since Until FromTo Reported Occurred NoDate
    NoReportedDate NoOccurredDate
    Loading LoadingSome LoadingOf NotLoaded PartNotLoaded MaybeRepublished Stopped RestMissing TryAgain Dismiss Close
    TroubleMalformed TroubleNoBundle TroubleFormat TroubleHash TroubleContent TroubleSplit TroubleShort TroubleLong
    TroubleChanged TroubleUnreached TroubleRefused TroubleStopped TroubleUnwritten
    JsonAt JsonEnd JsonMissing JsonTwice JsonOther
    FlawBothForms FlawTwice FlawName FlawUnanswered FlawAddress FlawCount FlawPlace FlawOrder FlawTooMuch
    FlawNumbers FlawOtherIndex FlawForm FlawNoFile
    SkipToResults Filters FiltersActive ShowIncidents WaysOfShowing List Table Timeline Codebook
    About Method Taxonomy Licence DataVersion
    Embed ExploreAll CopyLink LinkCopied ClipboardRefused Views ViewName SaveView ForgetView ExportViews
    ImportViews ViewsRead NoViewsRead Welcome Understood ThemeHint ThemeSystem ThemeLight ThemeDark
    Help HelpSelecting HelpSearching HelpKeys KeySearch KeySearchAnywhere KeySteps KeyBars KeyHelp KeyEscape
    SyntaxWords SyntaxBeginning SyntaxRow SyntaxNot SyntaxField SingleKeys
    Search Suggestions SyntaxLine FieldTitle FieldSummary FieldText ActiveFilters ClearAll SoFar
    MayLieOutside MadeWithMachines HowReliable Corrected RemoveFilter TurnFilter SortBy SortNatural
    SortNewest SortOldest SortTitle SortSources NothingMatches Without ThereAre ClauseText ClauseFacet
    Or And Comma Not RangeFrom RangeIn
    FacetYear FacetOrganization FacetResponsible FacetImpacted FacetLabels Organizations TimeAndOrigin
    Unknown NotApplicable NotLabelled NoneNamed Machine Assisted Person SeveralValues FindIn NoSuchValue
    MoreValues ListedBy ListOwn ListCount ListName Meanings ShowFewer Only OnlyValue NotShort Match
    Any All Clear
    NoneDated ByDate BasisReported BasisOccurred DivideBy DivideByNothing BarsShow Counts Shares LeaveUnknown CountUnknown
    Bar BarUncertain BarPart Others LegendNote LeftOut HeadLeftOut CountShare EdgeFrom EdgeTo ZoomIn ZoomOut AnyDate Undated AsTable
    OverTime OverTimeCaption Day Month Year Years HeadIncidents
    ShowMore Untitled Columns TableRegion TableCaption HeadIncident HeadDate
    LoadingIncident InSelection BackTo PlaceOf Previous Next ResponsibleAre ImpactedAre SaysMissing
    SaysNotApplicable SaysUnknown SaysStray Considered Sources NoSources SourceNumber NoAddress
    Archived HowMade MadeByMachine MadeAssisted MadeByPerson LabelledOn Agreement AgreementCaption
    HeadField HeadAgreement OnThisPage Dangling CitedIn Reliability OtherLabels UnderOne OfAll OfSelected
    OfAllKnown OfSelectedKnown
    DatesHere TakeAway CopyThis CopyMarkdown CopyJson ReportLabel AroundIt SimilarIncidents BothSay
    SameOrganizations CompareThese Compare
    SideBySide SideBySideHow Differs WhatHappened NothingTold CodebookOf CodebookHow HeadOption
    HeadMeaning HeadExamples AlsoWritten
    ExploreThese ListedFirst SkipToPage AllIncidents LicenceIs VersionIs Moved NewIncidents
    VainDate VainBasis VainOrder VainBins VainLike VainView VainStack VainMeasure VainOpen VainCompare
    VainCompareMore VainCompareOne VainFilter VainValue VainLanguage VainTyped
    NoteNoField NoteNoWord NoteMost NoteBroad NoteNoIndex
}
