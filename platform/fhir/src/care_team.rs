//! A CareTeam as the pages need it, the people and services that somebody can turn to (C10): read, checked, and written.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::appointment::parts::{period, phone};
use crate::encounter::security;
use crate::issue::{Issue, IssueKind};
use crate::json::Node;
use crate::party::Party;
use crate::resource::Resource;
use crate::{Concept, Moment};

/// A read-only view of a CareTeam. Texts are the source's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CareTeamView {
    /// FHIR's code: `active`, `inactive` …; empty when there is none.
    pub status: String,
    /// What kind of service it is, where the source says it.
    pub category: Option<Concept>,
    /// When it is or was the person's, first and last.
    pub from: Option<Moment>,
    pub until: Option<Moment>,
    /// Whom one can turn to, in the order received. The person and their family are left out.
    pub members: Vec<Member>,
}

/// One in the team.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Member {
    pub name: Option<String>,
    /// The service itself, by its own name, and nobody in it.
    pub is_service: bool,
    pub role: Option<Concept>,
    /// Where they work.
    pub organisation: Option<String>,
    /// Their own, or else the team's.
    pub telephone: Option<String>,
    /// Their own period in the team, where it differs.
    pub from: Option<Moment>,
    pub until: Option<Moment>,
}

impl CareTeamView {
    /// Reads the bytes of a CareTeam; `None` only for what is not JSON or of another type.
    pub fn read(text: &str) -> Option<Self> {
        let node = Node::parse(text).ok()?;
        let resource = Resource::new(text, &node);
        (resource.kind() == "CareTeam").then(|| Self::of(resource.node()))
    }

    fn of(node: &Node<'_>) -> Self {
        let (from, until) = node.get("period").map(period).unwrap_or_default();
        let manager = node.items("managingOrganization").first().and_then(|it| Party::read_name(node, it));
        let member = |it: &Node<'_>| Member::read(node, it, manager.as_deref());
        Self {
            status: node.text_of("status").unwrap_or_default().trim().to_owned(),
            category: node.items("category").iter().find_map(Concept::read),
            from,
            until,
            members: node.items("participant").iter().filter_map(member).collect(),
        }
    }

    /// Whether it is in force: neither planned, ended nor entered in error. Its period is for the reader's clock to judge.
    pub fn is_active(&self) -> bool {
        matches!(self.status.as_str(), "active" | "suspended" | "")
    }

    /// Whether it is the person's at `now`: active, begun, and not over. A date counts whole, in Norway (R4 Period).
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        let today = now.to_zoned(TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC)).date();
        let has_begun = self.from.is_none_or(|from| match from {
            Moment::Time(at) => at <= now,
            Moment::Day(day) => day <= today,
        });
        let is_over = self.until.is_some_and(|until| match until {
            Moment::Time(at) => at <= now,
            Moment::Day(day) => day < today,
        });
        self.is_active() && has_begun && !is_over
    }

    pub fn is_mistaken(&self) -> bool {
        self.status == "entered-in-error"
    }
}

impl Member {
    fn read(team: &Node<'_>, participant: &Node<'_>, manager: Option<&str>) -> Option<Self> {
        let who = participant.get("member").map(|it| Party::read(team, it)).unwrap_or_default();
        if matches!(who.kind.as_deref(), Some("Patient" | "RelatedPerson")) {
            return None;
        }
        let behalf = participant.get("onBehalfOf").and_then(|it| Party::read_name(team, it));
        let (from, until) = participant.get("period").map(period).unwrap_or_default();
        let organisation = behalf.or(who.organisation).or_else(|| manager.map(str::to_owned));
        Some(Self {
            organisation: organisation.filter(|name| Some(name) != who.name.as_ref()),
            is_service: matches!(who.kind.as_deref(), Some("Organization" | "HealthcareService")),
            name: who.name,
            role: participant.items("role").iter().find_map(Concept::read),
            telephone: who.telephone.or_else(|| phone(team)),
            from,
            until,
        })
    }
}

/// Checks what the portal needs to show a team. Base R4 is [`crate::validate`]'s.
pub fn validate_care_team(team: &Node<'_>) -> Vec<Issue> {
    let members = team.items("participant");
    if members.is_empty() {
        let mend = "send those whom the person can turn to";
        return vec![Issue::new(IssueKind::Required, "CareTeam.participant", "is missing", mend)];
    }
    let nameless = members
        .iter()
        .enumerate()
        .filter(|(_, participant)| participant.get("member").and_then(|it| Party::read(team, it).name).is_none());
    let issue = |at: usize| {
        let mend = "send member.display, or a contained Practitioner or Organization with its name";
        Issue::new(IssueKind::Required, format!("CareTeam.participant[{at}].member"), "names nobody", mend)
    };
    nameless.map(|(at, _)| issue(at)).collect()
}

/// Whom somebody can turn to at one service, as one who registers it knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCareTeam<'a> {
    /// Its id here.
    pub id: &'a str,
    /// `Patient/<id>`, the organisation's own for the person.
    pub patient: &'a str,
    /// Code of the municipality's service (Volven 7619); `None` for a GP or a hospital.
    pub municipal_service: Option<&'a str>,
    /// Name of the service.
    pub service: &'a str,
    pub members: &'a [NewMember<'a>],
    /// First and last day, included.
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// `false`: it is the person's no more.
    pub active: bool,
    pub hidden_from_parents: bool,
    pub hidden_from_youth: bool,
}

/// One whom somebody can turn to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NewMember<'a> {
    pub name: &'a str,
    /// Somebody by name, or the service itself.
    pub is_person: bool,
    /// What they are to the person: *Koordinator*, *Helsesykepleier* … Empty for nothing said.
    pub role: &'a str,
    /// Empty for none.
    pub telephone: &'a str,
}

impl NewCareTeam<'_> {
    /// A CareTeam. It passes [`crate::validate`], and [`validate_care_team`] where it has members with names.
    pub fn to_json(&self) -> String {
        let contained = self.members.iter().enumerate().map(|(at, member)| member.party(at));
        let participants = self.members.iter().enumerate().map(|(at, member)| {
            let mut one = json!({"member": {"reference": format!("#{at}"), "display": member.name}});
            if !member.role.is_empty() {
                one["role"] = json!([{"text": member.role}]);
            }
            one
        });
        let mut team = json!({
            "resourceType": "CareTeam",
            "id": self.id,
            "identifier": [{"system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{}", self.id)}],
            "contained": contained.collect::<Vec<_>>(),
            "status": if self.active { "active" } else { "inactive" },
            "subject": {"reference": self.patient},
            "participant": participants.collect::<Vec<_>>(),
            "managingOrganization": [{"display": self.service}],
        });
        for (name, day) in [("start", self.from), ("end", self.until)] {
            if let Some(day) = day {
                team["period"][name] = day.to_string().into();
            }
        }
        if let Some(code) = self.municipal_service {
            let coding = json!({"system": crate::helsenorge::MUNICIPAL_SERVICE, "code": code});
            team["category"] = json!([{"coding": [coding]}]);
        }
        if self.hidden_from_parents || self.hidden_from_youth {
            team["meta"] = security(self.hidden_from_parents, self.hidden_from_youth);
        }
        team.to_string()
    }
}

impl NewMember<'_> {
    fn party(&self, at: usize) -> Value {
        let mut party = match self.is_person {
            true => json!({"resourceType": "Practitioner", "id": at.to_string(), "name": [{"text": self.name}]}),
            false => json!({"resourceType": "Organization", "id": at.to_string(), "name": self.name}),
        };
        if !self.telephone.is_empty() {
            party["telecom"] = json!([{"system": "phone", "value": self.telephone}]);
        }
        party
    }
}
