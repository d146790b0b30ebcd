//! What a CareTeam says of contacts.

use ::fhir::CareTeamView;
use ::fhir::helsenorge::MUNICIPAL_SERVICE;
use jiff::Timestamp;
use offices::{Office, OfficeKind};
use records::Record;

use super::contact::{Contact, day, is_ahead, is_over};

/// The contacts of a record, those of an organisation with these offices; none for what was entered in error.
pub fn contacts(record: &Record, offices: &[Office], now: Timestamp) -> Vec<Contact> {
    let Some(team) = CareTeamView::read(&record.body).filter(|team| !team.is_mistaken()) else { return Vec::new() };
    let office = office(&team, offices);
    let over = !team.is_active() || is_over(team.until, now);
    let contact = |member: &::fhir::Member| {
        let (from, until) = (member.from.or(team.from), member.until.or(team.until));
        let organisation = member.organisation.clone().or_else(|| office.map(|it| it.name.clone()));
        Some(Contact {
            name: member.name.clone()?,
            role: member.role.as_ref().and_then(|role| role.text.clone()),
            organisation: organisation.filter(|name| Some(name) != member.name.as_ref()),
            telephone: member.telephone.clone().or_else(|| office?.telephone.clone()),
            kind: office.map(|it| it.kind).or_else(|| kind(&team)),
            office: office.cloned(),
            from: from.map(day),
            until: until.map(day),
            is_past: over || is_over(member.until, now),
            is_ahead: is_ahead(from, now),
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
    municipal.into_iter().find_map(|code| OfficeKind::of_municipal_code(code))
}
