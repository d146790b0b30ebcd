//! Which parameters a type is searched by, and what they say.

use clients::Caller;
use fhir::IssueKind;
use fhir::json::Node;
use people::{NationalNumber, PersonId};
use records::search::{By, Query, Sort};
use records::terms::Of;
use records::{identifier_key, intake, is_shared, patient_id, patient_of, unknown_person};
use uuid::Uuid;

use super::{cursor, dates, terms};
use crate::Api;
use crate::fault::Fault;
use crate::params::Params;

/// Resources on a page, where nothing is said and at the most.
const USUAL: i64 = 50;
const MOST: i64 = 200;
/// Values in one parameter.
const MOST_VALUES: usize = 50;

/// Name and FHIR type of each parameter that a type is searched by.
pub fn of_type(kind: &str) -> Vec<(&'static str, &'static str)> {
    let mut known = vec![("_id", "token"), ("_lastUpdated", "date"), ("identifier", "token")];
    if !is_shared(kind) {
        known.push(("patient", "reference"));
    }
    match kind {
        "Appointment" => known.push(("actor", "reference")),
        "Encounter" | "CareTeam" | "Communication" => known.push(("subject", "reference")),
        "Slot" => known.push(("schedule", "reference")),
        _ => {}
    }
    known.extend(records::terms::parameters(kind).iter().map(|it| match it.of {
        Of::Code => (it.name, "token"),
        Of::Reference(_) => (it.name, "reference"),
    }));
    known.extend(time_of(kind).map(|name| (name, "date")));
    if fhir::has_element(kind, "status") {
        known.push(("status", "token"));
    }
    known
}

/// The parameter for when a resource of the type begins, or was sent: what it may be sorted by.
fn time_of(kind: &str) -> Option<&'static str> {
    match kind {
        "Appointment" | "Encounter" => Some("date"),
        "Communication" => Some("sent"),
        "Slot" => Some("start"),
        _ => None,
    }
}

/// A search that has been read.
pub struct Search {
    pub query: Query,
    /// Nobody and nothing can fit: an id or a number that leads nowhere.
    pub nothing: bool,
    /// The parameters as a link says them, without the page: no number of anybody is among them.
    pub said: Vec<(&'static str, String)>,
}

impl Search {
    /// # Errors
    /// 400 for a parameter that is not known, unless `lenient`, or a value that cannot be read.
    pub async fn read(api: &Api, caller: &Caller, kind: &str, params: &Params, lenient: bool) -> Result<Self, Fault> {
        let mut search = Self::all(caller, kind);
        let known = of_type(kind);
        for (name, value) in params.iter() {
            let plain = name.split([':', '.']).next().unwrap_or_default();
            let listed = known.iter().any(|(own, _)| *own == plain);
            match name {
                "_format" | "_pretty" => {}
                "_count" => search.count(value)?,
                "_sort" => search.sort(kind, value)?,
                "_cursor" => search.query.after = Some(cursor::read(value)?),
                "_identified" => search.identified(value)?,
                terms::LINKED => search.of_term(api, caller, terms::linked(kind, value)?),
                _ if listed && search.narrow(api, caller, name, value).await? => {}
                _ if lenient => {}
                _ => return Err(unknown(kind, &known)),
            }
        }
        Ok(search)
    }

    fn all(caller: &Caller, kind: &str) -> Self {
        let query = Query::all(&caller.source.organisation, kind, USUAL);
        Self { query, nothing: false, said: Vec::new() }
    }

    /// Whether the parameter was one that can be read.
    async fn narrow(&mut self, api: &Api, caller: &Caller, name: &str, value: &str) -> Result<bool, Fault> {
        let kind = &self.query.resource_type.clone();
        match name {
            "_id" => self.ids(value)?,
            "identifier" => self.identifier(api, caller, value)?,
            "patient" | "actor" | "subject" => self.patient(api, caller, name, value)?,
            "patient:identifier" | "patient.identifier" | "actor:identifier" | "subject:identifier" => {
                let found = match number_of(value) {
                    Some(number) => {
                        let found = api.gate().register().find_by_number(&number).await?;
                        // The links name a patient whether there is one or not.
                        Some(found.unwrap_or_else(|| unknown_person(api.keyring(), &number)))
                    }
                    None => None,
                };
                self.of_person(api, caller, found);
            }
            "date" | "start" | "sent" => self.date(kind, name, value)?,
            "schedule" => self.schedule(api, value),
            "_lastUpdated" => self.last_updated(value)?,
            "status" => self.status(value)?,
            _ => match terms::parameter(kind, name) {
                Some(parameter) => {
                    let found = terms::read(api, caller, kind, parameter, value).await?;
                    self.of_term(api, caller, found);
                }
                None => return Ok(false),
            },
        }
        Ok(true)
    }

    fn ids(&mut self, value: &str) -> Result<(), Fault> {
        let ids = values(value, "http._id")?;
        self.query.ids = ids.iter().filter_map(|it| Uuid::try_parse(it).ok()).collect();
        self.nothing |= self.query.ids.is_empty();
        self.said.push(("_id", value.to_owned()));
        Ok(())
    }

    fn identifier(&mut self, api: &Api, caller: &Caller, value: &str) -> Result<(), Fault> {
        for token in values(value, "http.identifier")? {
            let Some((system, value)) =
                token.split_once('|').filter(|(system, value)| !system.is_empty() && !value.is_empty())
            else {
                let mend = "write system|value";
                return Err(Fault::bad(IssueKind::Value, "http.identifier", "is not a system and a value", mend));
            };
            let kind = &self.query.resource_type;
            let key = identifier_key(api.keyring(), &caller.source.organisation, kind, system, value);
            self.query.identifiers.push(key);
        }
        // What a source calls its things is not put into our links.
        self.said.push(("_identified", self.query.identifiers.join(",")));
        Ok(())
    }

    fn identified(&mut self, value: &str) -> Result<(), Fault> {
        self.query.identifiers = values(value, "http._identified")?.into_iter().map(str::to_owned).collect();
        self.said.push(("_identified", value.to_owned()));
        Ok(())
    }

    fn patient(&mut self, api: &Api, caller: &Caller, name: &str, value: &str) -> Result<(), Fault> {
        let reference = value.strip_prefix(api.base()).map_or(value, |it| it.trim_start_matches('/'));
        let id = reference.strip_prefix("Patient/").unwrap_or(reference);
        if id.contains('/') || value.contains(',') {
            let mend = "give one Patient/<id> as this server has given it, or use :identifier in a POST _search";
            return Err(Fault::bad(IssueKind::NotSupported, &format!("http.{name}"), "is not one patient", mend));
        }
        let person = Uuid::try_parse(id).ok().map(|id| patient_of(api.keyring(), &caller.source.organisation, id));
        self.of_person(api, caller, person);
        Ok(())
    }

    fn of_person(&mut self, api: &Api, caller: &Caller, person: Option<PersonId>) {
        // Two different patients at once are nobody.
        self.nothing |= person.is_none() || self.query.person.is_some_and(|other| Some(other) != person);
        self.query.person = person.or(self.query.person);
        if let Some(person) = person {
            let id = patient_id(api.keyring(), &caller.source.organisation, person);
            self.said.push(("patient", format!("Patient/{id}")));
        }
    }

    fn of_term(&mut self, api: &Api, caller: &Caller, found: terms::Narrowing) {
        if found.person.is_some() {
            self.of_person(api, caller, found.person);
        }
        self.nothing |= found.term.keys.is_empty();
        self.query.terms.push(found.term);
        self.said.push(found.said);
    }

    fn date(&mut self, kind: &str, name: &str, value: &str) -> Result<(), Fault> {
        dates::narrow(&mut self.query.starts, name, value)?;
        self.said.extend(time_of(kind).map(|name| (name, value.to_owned())));
        Ok(())
    }

    fn schedule(&mut self, api: &Api, value: &str) {
        let reference = value.strip_prefix(api.base()).map_or(value, |it| it.trim_start_matches('/'));
        let id = Uuid::try_parse(reference.strip_prefix("Schedule/").unwrap_or(reference)).ok();
        self.nothing |= id.is_none();
        self.query.belongs_to = id;
        self.said.push(("schedule", value.to_owned()));
    }

    fn last_updated(&mut self, value: &str) -> Result<(), Fault> {
        dates::narrow(&mut self.query.changed, "_lastUpdated", value)?;
        self.said.push(("_lastUpdated", value.to_owned()));
        Ok(())
    }

    fn status(&mut self, value: &str) -> Result<(), Fault> {
        let codes = values(value, "http.status")?;
        self.query.statuses = codes.iter().map(|it| it.rsplit('|').next().unwrap_or_default().to_owned()).collect();
        self.said.push(("status", value.to_owned()));
        Ok(())
    }

    fn count(&mut self, value: &str) -> Result<(), Fault> {
        let count = value.parse::<i64>().ok().filter(|it| *it > 0);
        let mend = format!("ask for 1 to {MOST} resources");
        let fault = || Fault::bad(IssueKind::Value, "http._count", "is not a number of resources", &mend);
        self.query.limit = count.ok_or_else(fault)?.min(MOST);
        self.said.push(("_count", self.query.limit.to_string()));
        Ok(())
    }

    fn sort(&mut self, kind: &str, value: &str) -> Result<(), Fault> {
        let (descending, by) = value.strip_prefix('-').map_or((false, value), |it| (true, it));
        let by = match by {
            "_lastUpdated" => By::Changed,
            _ if time_of(kind) == Some(by) => By::Start,
            _ => {
                let mend = "sort by _lastUpdated, or by the type's own time (date, start, sent), with - for falling";
                return Err(Fault::bad(IssueKind::NotSupported, "http._sort", "is not sorted by here", mend));
            }
        };
        self.query.sort = Sort { by, descending };
        self.said.push(("_sort", value.to_owned()));
        Ok(())
    }
}

/// The number in `oid|number`, or one without a system.
pub fn number_of(token: &str) -> Option<NationalNumber> {
    let Some((system, value)) = token.split_once('|') else { return NationalNumber::parse(token.trim()).ok() };
    let quoted = format!("{{\"system\":{},\"value\":{}}}", fhir::json::quote(system), fhir::json::quote(value));
    intake::number_of_identifier(&Node::parse(&quoted).ok()?)
}

pub fn values<'v>(value: &'v str, element: &str) -> Result<Vec<&'v str>, Fault> {
    let values: Vec<&str> = value.split(',').filter(|it| !it.is_empty()).collect();
    if values.len() > MOST_VALUES {
        let fault = format!("has more than {MOST_VALUES} values");
        return Err(Fault::bad(IssueKind::TooLong, element, &fault, "ask for less at once"));
    }
    Ok(values)
}

/// Names of parameters come from outside and are not repeated.
fn unknown(kind: &str, known: &[(&str, &str)]) -> Fault {
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).chain(["_count", "_sort"]).collect();
    let mend = format!(
        "search {kind} by {}; or send Prefer: handling=lenient, and what is not known is left aside",
        names.join(", ")
    );
    Fault::bad(IssueKind::NotSupported, "http.query", "has a parameter or a modifier that is not known here", &mend)
}
