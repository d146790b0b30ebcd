//! What a CareTeam says of contacts.

use ::fhir::CareTeamView;
use ::fhir::helsenorge::MUNICIPAL_SERVICE;
use jiff::Timestamp;
use offices::{Office, OfficeKind};
use records::Record;

use super::contact::{Contact, day, is_over};

/// The services of municipalities by their code (Volven 7619).
const MUNICIPAL: [(&str, OfficeKind); 5] = [
    ("3", OfficeKind::HealthCentre),
    ("4", OfficeKind::SchoolHealth),
    ("5", OfficeKind::Midwife),
    ("6", OfficeKind::YouthCentre),
    ("7", OfficeKind::HomeCare),
];

/// The contacts of a record, those of an organisation with these offices; none for what was entered in error.
pub fn contacts(record: &Record, offices: &[Office], now: Timestamp) -> Vec<Contact> {
    let Some(team) = CareTeamView::read(&record.body).filter(|team| !team.is_mistaken()) else { return Vec::new() };
    let office = office(&team, offices);
    let over = !team.is_active() || is_over(team.until, now);
    let contact = |member: &::fhir::Member| {
        let (from, until) = (member.from.or(team.from), member.until.or(team.until));
        Some(Contact {
            name: member.name.clone()?,
            role: member.role.as_ref().and_then(|role| role.text.clone()),
            organisation: member.organisation.clone().or_else(|| office.map(|it| it.name.clone())),
            telephone: member.telephone.clone().or_else(|| office?.telephone.clone()),
            kind: office.map(|it| it.kind).or_else(|| kind(&team)),
            office: office.cloned(),
            from: from.map(day),
            until: until.map(day),
            is_past: over || is_over(member.until, now),
        })
    };
    team.members.iter().filter_map(contact).collect()
}

/// The office that the team works at: of the kind it says, or the only one its organisation has.
fn office<'o>(team: &CareTeamView, offices: &'o [Office]) -> Option<&'o Office> {
    match kind(team) {
        Some(kind) => offices.iter().find(|office| office.kind == kind),
        None => offices.first().filter(|_| offices.len() == 1),
    }
}

fn kind(team: &CareTeamView) -> Option<OfficeKind> {
    let codes = team.category.iter().flat_map(|category| &category.codes);
    let municipal = codes.filter(|(system, _)| system.as_deref() == Some(MUNICIPAL_SERVICE)).map(|(_, code)| code);
    municipal.into_iter().find_map(|code| MUNICIPAL.iter().find(|(own, _)| own == code).map(|(_, kind)| *kind))
}
