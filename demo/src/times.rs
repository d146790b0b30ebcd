//! Free times at the demo's offices, as their staff would publish them.

use access::{Gate, GateError};
use booking::{Offer, Series, Times};
use jiff::{
    ToSpan,
    civil::{Time, Weekday, time},
};
use offices::{Office, OfficeKind};
use records::Source;

/// Weeks ahead in which there are times.
const WEEKS: i32 = 4;

/// What an office of a kind offers: on which days, from when to when, how long each, and what for.
type Plan = (OfficeKind, &'static [Weekday], Time, Time, u16, &'static str);

const PLANS: [Plan; 4] = [
    (OfficeKind::Gp, &[Weekday::Tuesday, Weekday::Thursday], time(9, 0, 0, 0), time(11, 0, 0, 0), 20, "Legetime"),
    (
        OfficeKind::SchoolHealth,
        &[Weekday::Monday, Weekday::Wednesday],
        time(11, 0, 0, 0),
        time(14, 0, 0, 0),
        30,
        "Samtale med helsesykepleier",
    ),
    (OfficeKind::YouthCentre, &[Weekday::Wednesday], time(15, 0, 0, 0), time(18, 0, 0, 0), 30, "Samtale"),
    (OfficeKind::HealthCentre, &[Weekday::Friday], time(9, 0, 0, 0), time(11, 0, 0, 0), 30, "Veiing og måling"),
];

/// Publishes the coming weeks' times in every municipality. The same again publishes nothing.
///
/// # Errors
/// A fault of the database.
pub async fn publish(gate: &Gate, times: &Times) -> Result<(), GateError> {
    for (source, office) in crate::offices::all() {
        for plan in PLANS.iter().filter(|plan| plan.0 == office.kind) {
            offer(gate, times, (&office, &source), plan).await?;
        }
    }
    Ok(())
}

async fn offer(gate: &Gate, times: &Times, at: (&Office, &Source), plan: &Plan) -> Result<(), GateError> {
    let (_, weekdays, from, until, minutes, title) = *plan;
    let first = gate.clock().today();
    let last = first.saturating_add(WEEKS.weeks());
    let series = Series { first, last, weekdays: weekdays.to_vec(), from, until, minutes };
    let offer = Offer { title: title.to_owned(), ..Offer::default() };
    let spans = series.times(gate.clock().now()).unwrap_or_default();
    times.publish(gate, at, &offer, &spans).await.map(drop)
}
