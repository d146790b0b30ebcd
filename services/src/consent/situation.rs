//! Where the person stands: whose page it is, what is accepted and chosen, and by whom.

use std::collections::HashMap;

use access::{
    Allowed, GateError, See,
    rules::{AgeBand, Level},
    state::{self, Consent, ConsentEvent, TERMS_VERSION},
};
use jiff::Timestamp;
use people::PersonId;
use web::{Acting, Portal};

/// All that the pages of consent show and decide by.
pub struct Situation {
    /// The page is about a child, and a parent reads it.
    pub child: bool,
    /// 13–15: a parent may let them log in (L2).
    pub may_log_in: bool,
    /// The level in force.
    pub level: Option<Level>,
    pub consent: Consent,
    /// Newest first.
    pub history: Vec<Line>,
    names: HashMap<PersonId, String>,
}

impl Situation {
    pub async fn read(portal: &Portal, acting: &Acting, allowed: &Allowed<See>) -> Result<Self, GateError> {
        let standing = portal.gate().standing(acting.person(), acting.subject()).await?;
        let (consent, history) = (state::consent(allowed).await?, state::history(allowed).await?);
        let mut ids: Vec<PersonId> = history.iter().map(|event| event.by).collect();
        ids.extend(consent.level_set_by.into_iter().chain(consent.parental_consent_by));
        ids.sort_unstable();
        ids.dedup();
        let known = portal.gate().register().persons(&ids).await?;
        Ok(Self {
            child: !acting.is_for_oneself(),
            may_log_in: AgeBand::on(standing.subject.born, standing.today) == AgeBand::From13To15,
            level: standing.subject.chosen_level(standing.today),
            consent,
            history: history.into_iter().map(Line::from).collect(),
            names: known.into_iter().map(|person| (person.id, person.name.full())).collect(),
        })
    }

    /// The terms in force are accepted, and a level is chosen.
    pub fn is_settled(&self) -> bool {
        self.level.is_some() && self.consent.terms.as_deref() == Some(TERMS_VERSION)
    }

    /// Accepted once, and the text is another since.
    pub fn terms_have_changed(&self) -> bool {
        self.level.is_some() && !self.is_settled()
    }

    /// The name of one who decided something; empty for one who is gone from the register.
    pub fn name(&self, person: &PersonId) -> &str {
        self.names.get(person).map_or("", String::as_str)
    }
}

/// A line of the record of consents as the page shows it.
pub struct Line(ConsentEvent);

impl From<ConsentEvent> for Line {
    fn from(event: ConsentEvent) -> Self {
        Self(event)
    }
}

impl Line {
    pub fn at(&self) -> Timestamp {
        self.0.at
    }

    pub fn by(&self) -> &PersonId {
        &self.0.by
    }

    /// Key of what was done.
    pub fn key(&self) -> &'static str {
        match self.0.kind.as_str() {
            "terms_accepted" => "consent-event-terms-accepted",
            "level_chosen" => "consent-event-level-chosen",
            "terms_withdrawn" => "consent-event-terms-withdrawn",
            "parental_consent_given" => "consent-event-parental-consent-given",
            "parental_consent_withdrawn" => "consent-event-parental-consent-withdrawn",
            "access_removed" => "consent-event-access-removed",
            "access_reopened" => "consent-event-access-reopened",
            "patient_record_removed" => "consent-event-patient-record-removed",
            "patient_record_reopened" => "consent-event-patient-record-reopened",
            "attestation_ended" => "consent-event-attestation-ended",
            "turned_12" => "consent-event-turned-12",
            "turned_13" => "consent-event-turned-13",
            "turned_16" => "consent-event-turned-16",
            _ => "consent-event-other",
        }
    }

    /// Key of the level, where the line is about one.
    pub fn level(&self) -> Option<&'static str> {
        Some(Level::parse(self.0.detail.as_deref()?)?.key())
    }

    /// A birthday did it, or the end of a power, and nobody.
    pub fn is_of_time(&self) -> bool {
        self.0.kind.starts_with("turned_") || self.0.kind == "attestation_ended"
    }
}
