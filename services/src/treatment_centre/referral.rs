//! What a ServiceRequest says of a referral.

use ::fhir::json::Node;
use jiff::civil::Date;
use records::Record;
use treatments::TREATMENT_CODES;

/// A referral that is open: one can still choose where to be treated.
#[derive(Clone, Debug)]
pub struct Referral {
    pub record: Record,
    /// What it is for, in the source's words.
    pub what: Option<String>,
    /// Codes of treatments that one can choose a place for.
    pub treatments: Vec<String>,
    pub authored: Option<Date>,
    /// Who referred, and where to, as the source says it.
    pub requester: Option<String>,
    pub performer: Option<String>,
}

impl Referral {
    /// Reads a record; `None` for one that has ended or was a mistake.
    pub fn read(record: Record) -> Option<Self> {
        let node = Node::parse(&record.body).ok()?;
        if !matches!(node.text_of("status")?, "active" | "on-hold") {
            return None;
        }
        let named = |text: Option<&str>| text.map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned);
        let code = node.get("code");
        let codings = || code.into_iter().flat_map(|it| it.items("coding"));
        let ours = codings().filter(|it| it.text_of("system") == Some(TREATMENT_CODES));
        let what = named(code.and_then(|it| it.text_of("text")));
        Some(Self {
            what: what.or_else(|| codings().find_map(|it| named(it.text_of("display")))),
            treatments: ours.filter_map(|it| named(it.text_of("code"))).collect(),
            authored: node.text_of("authoredOn").and_then(day),
            requester: named(node.at(&["requester", "display"]).and_then(Node::text)),
            performer: named(node.at(&["performer", "display"]).and_then(Node::text)),
            record,
        })
    }
}

/// The day of a FHIR date or point in time, on the wall clock in Norway.
fn day(text: &str) -> Option<Date> {
    match text.parse::<jiff::Timestamp>() {
        Ok(at) => Some(web::oslo(at).date()),
        Err(_) => text.parse().ok(),
    }
}
