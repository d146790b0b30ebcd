//! Rules of place, flags and organisations.

use super::Found;
use super::codes;
use super::look::{Look, is_place};
use crate::json::Node;

pub(super) fn check(look: &Look<'_>, found: &mut Found) {
    specialist_only(look, found);
    places(look, found);
    flags(look, found);
    organisations(look, found);
    let tagged = look
        .node
        .get("meta")
        .map_or(&[][..], |it| it.items("tag"))
        .iter()
        .any(|tag| tag.text_of("system").is_some_and(|it| [codes::NOTICE_TAG, codes::REMINDER_TAG].contains(&it)));
    let key = "serviceCategory-7-ptres-no-varsling-or-paminnelse";
    let holds = !(look.home_care && look.has_place("PTRES") && tagged);
    found.expect(holds, key, "meta.tag", "directs notices of home care in the patient's home", "remove it");
}

fn specialist_only(look: &Look<'_>, found: &mut Found) {
    let mend = "remove it, or send service category 27 or 30";
    for (key, element, present) in [
        ("hn-app-primary-2", "basedOn", look.node.get("basedOn").is_some()),
        ("hn-app-primary-4", "extension", look.part_of),
        ("hn-app-primary-5", "extension", look.extended(codes::POSTPONEMENT_REASON)),
    ] {
        found.expect(!present || look.specialist, key, element, "is only for the specialist health service", mend);
    }
}

fn places(look: &Look<'_>, found: &mut Found) {
    let anywhere = look.virtual_service || look.part_of || look.contained("Location").next().is_some();
    let mend = "send a contained Location or the extension for a virtual service";
    found.expect(anywhere, "virtualservice-or-location-required", "contained", "says no place to meet", mend);
    if look.specialist {
        hospital(look, found);
    } else if look.municipal && !look.part_of && !look.virtual_service {
        let (home, out) = (look.has_place("PTRES"), look.has_place("OF"));
        let mend = "send a contained Location of type PTRES (the patient's home) or OF (the service's place)";
        let key = "community-services-location-requires-ptres-or-of";
        found.expect(home || out, key, "contained", "has no place of the kinds in use", mend);
        let key = "community-services-location-not-both-ptres-and-of";
        found.expect(
            !(home && out),
            key,
            "contained",
            "has both the patient's home and the service's place",
            "send one",
        );
    }
}

fn hospital(look: &Look<'_>, found: &mut Found) {
    let mut places = look.contained("Location");
    let managed = places.clone().all(|it| it.get("managingOrganization").is_some());
    let key = "contained-location-must-have-managingorganization";
    found.expect(managed, key, "contained", "has a place without managingOrganization", "send the organisation");
    let known = places.all(|it| is_place(it, "HU") || is_place(it, "HOSP"));
    let both = look.has_place("HU") && look.has_place("HOSP");
    let mend = "send one contained Location of type HU and one of type HOSP";
    let holds = (known && both) || look.contained("Location").next().is_none();
    found.expect(holds, "serviceCategory-location-type", "contained", "is not a hospital unit and its hospital", mend);
}

fn flags(look: &Look<'_>, found: &mut Found) {
    let flags = look.flags();
    let once = |code: &&str| flags.iter().filter(|it| *it == code).count() == 1;
    let holds = flags.iter().all(|it| codes::FLAGS.contains(it) && once(it));
    let mend = format!("use each at most once of {}", codes::FLAGS.join(", "));
    found.expect(holds, "contained-flag-allowed-codes", "contained", "has a flag of another kind, or twice", &mend);
    let (dialog, _) = codes::FLAGS.split_at(codes::DIALOG_FLAGS);
    let holds = !look.municipal || !flags.iter().any(|it| dialog.contains(it));
    let mend = format!("remove {}", dialog.join(", "));
    let key = "community-services-no-dialog-flags";
    found.expect(holds, key, "contained", "has flags that municipal services do not use", &mend);
}

fn organisations(look: &Look<'_>, found: &mut Found) {
    let supporting = look.node.items("supportingInformation");
    let holds = look.specialist || supporting.iter().any(|it| may_be_party(look, it));
    let mend = "refer to a contained Organization with its HER-id";
    let key = "community-services-requires-kommunikasjonspart-organization";
    found.expect(holds, key, "supportingInformation", "names no communication party", mend);
}

/// A reference that leads out of the appointment cannot be followed here, and is believed.
fn may_be_party(look: &Look<'_>, reference: &Node<'_>) -> bool {
    let is_party = |it: &Node<'_>| it.text_of("system").is_some_and(|it| codes::PARTY.contains(&it));
    match reference.text_of("reference").map(|it| (it, it.strip_prefix('#'))) {
        Some((_, Some(id))) => look
            .contained("Organization")
            .any(|it| it.text_of("id") == Some(id) && it.items("identifier").iter().any(is_party)),
        Some((outside, None)) => outside.starts_with("urn:uuid:") || outside.contains("Organization/"),
        None => reference.get("identifier").is_some_and(is_party),
    }
}
