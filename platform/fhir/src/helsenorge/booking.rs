//! Rules of status, times and cancellation.

use super::Found;
use super::codes;
use super::look::Look;
use crate::issue::IssueKind::{CodeInvalid, Structure};
use crate::json::Node;

pub(super) fn check(look: &Look<'_>, found: &mut Found) {
    let mend = format!("use one of {}", codes::STATUSES.join(", "));
    let known = codes::STATUSES.contains(&look.status);
    found.element(known, CodeInvalid, "status", "has a code outside the profile's set", &mend);
    times(look, found);
    requested(look, found);
    cancellation(look, found);
    let holds = look.status != "proposed" || look.home_care;
    let mend = "send `booked`, or service category 7 (home care)";
    found.expect(holds, "hn-app-proposed-only-servicecategory-7", "status", "is proposed outside home care", mend);
}

fn times(look: &Look<'_>, found: &mut Found) {
    let given = |name: &str| look.node.get(name).is_some();
    let open = given("requestedPeriod") && may_lack_start(look.status);
    found.expect(given("start") || open, "start-required-inv", "start", "is missing", "send when it begins");
    let whole = look.status != "entered-in-error" || (given("start") && given("end"));
    let mend = "send both, from requestedPeriod if there is nothing else";
    let key = "hn-app-entered-in-error-requires-start-and-end";
    found.expect(whole, key, "start", "or end is missing of what was entered in error", mend);
}

fn requested(look: &Look<'_>, found: &mut Found) {
    let periods = look.node.items("requestedPeriod");
    found.element(periods.len() <= 1, Structure, "requestedPeriod", "stands more than once", "send one");
    let asked = look.status != "proposed" || !periods.is_empty();
    let key = "hn-app-reqperiod-1";
    found.expect(asked, key, "requestedPeriod", "is missing of a proposed appointment", "send the period");
    let whole = periods.iter().all(|it: &Node<'_>| it.get("start").is_some() && it.get("end").is_some());
    found.expect(whole, key, "requestedPeriod[0]", "lacks start or end", "send both");
    let holds = periods.is_empty() || may_lack_start(look.status);
    let mend = "remove it, or send status proposed, cancelled or entered-in-error";
    found.expect(holds, "hn-app-reqperiod-2", "requestedPeriod", "does not go with this status", mend);
}

fn cancellation(look: &Look<'_>, found: &mut Found) {
    if look.status != "cancelled" || look.part_of {
        return;
    }
    let reason = look.node.get("cancelationReason");
    found.expect(
        reason.is_some(),
        "cancelationReason-inv",
        "cancelationReason",
        "is missing",
        "send why it is cancelled",
    );
    let systems: Vec<&str> =
        reason.map_or(&[][..], |it| it.items("coding")).iter().filter_map(|it| it.text_of("system")).collect();
    let (key, holds, mend) = if look.specialist {
        let holds = systems.iter().any(|it| codes::SPECIALIST_REASONS.contains(it));
        ("hn-app-specialist-cancelation-reason", holds, "send a code of Volven 8445 or 9179")
    } else {
        (
            "hn-app-community-cancelation-reason",
            systems.contains(&codes::MUNICIPAL_REASON),
            "send a code of Volven 7621",
        )
    };
    let holds = holds || reason.is_none();
    found.expect(holds, key, "cancelationReason", "is of a code system that this service does not use", mend);
}

/// Statuses of an appointment that may have a period instead of a time.
fn may_lack_start(status: &str) -> bool {
    matches!(status, "proposed" | "cancelled" | "entered-in-error")
}
