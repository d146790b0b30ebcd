//! The job that watches over powers: warns 30 and 7 days before an end, and ends what time or the register has ended.

use std::collections::HashMap;

use access::{
    Actor, Deed, Gate, GateError, JobKind,
    state::{PowerEnd, PowerError, Watched},
};
use jiff::{Timestamp, Zoned, tz::TimeZone};
use notify::{Class, Event};
use people::{Person, PersonId};
use uuid::Uuid;

use super::POLICY;

/// Days before the last day on which both sides are warned (R5).
const WARNINGS: [i64; 2] = [7, 30];
/// Days over which ends that follow from a receiver's protected address are spread.
const SPREAD_DAYS: i64 = 14;

/// What there is to do about a power now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    Warn(i64),
    End(PowerEnd),
}

/// Looks at every power that has not ended, and says about how many something was done. Running it again does no more.
pub async fn run(gate: &Gate) -> Result<usize, PowerError> {
    let (mut after, mut done) = (None, 0);
    loop {
        let some = gate.standing_powers_after(after).await?;
        let Some(last) = some.last() else { return Ok(done) };
        after = Some((last.given.giver, last.given.power.id));
        let people = people(gate, &some).await?;
        for watched in &some {
            if let Some(due) = due(watched, &people, gate.clock().now()) {
                done += usize::from(act(gate, watched, due).await?);
            }
        }
    }
}

async fn people(gate: &Gate, some: &[Watched]) -> Result<HashMap<PersonId, Person>, GateError> {
    let mut ids: Vec<PersonId> = some.iter().flat_map(|it| [it.given.giver, it.given.holder]).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = gate.register().persons(&ids).await?;
    Ok(found.into_iter().map(|person| (person.id, person)).collect())
}

/// What is due at a moment: ends before warnings, and of the warnings the nearest alone.
fn due(watched: &Watched, people: &HashMap<PersonId, Person>, now: Timestamp) -> Option<Due> {
    let given = &watched.given;
    let (giver, holder) = (people.get(&given.giver)?, people.get(&given.holder)?);
    let now = now.to_zoned(TimeZone::get("Europe/Oslo").ok()?);
    if giver.is_dead() || holder.is_dead() {
        return Some(Due::End(PowerEnd::Death));
    }
    let hidden = holder.protection.is_protected() && is_its_hour(given.power.id, holder.id, &now);
    if giver.protection.is_protected() || hidden {
        return Some(Due::End(PowerEnd::Register));
    }
    let last = given.power.last_day()?;
    let days = |from: jiff::civil::Date| from.until(last).map_or(0, |span| i64::from(span.get_days()));
    if last < now.date() {
        return Some(Due::End(PowerEnd::RanOut));
    }
    let nearest = WARNINGS.into_iter().find(|warning| days(now.date()) <= *warning)?;
    let given_on = given.given_at.to_zoned(now.time_zone().clone()).date();
    // One that was given for so short a time that the warning would come with it needs none.
    let is_news = days(given_on) > nearest && watched.warned_days.is_none_or(|warned| warned > nearest);
    is_news.then_some(Due::Warn(nearest))
}

/// R8: to the giver, a power to somebody with a protected address must look like any other, and so must its end: it
/// comes at an hour of the day within two weeks, that nobody can reckon who does not know the receiver's internal id.
fn is_its_hour(power: Uuid, holder: PersonId, now: &Zoned) -> bool {
    let mixed = (power.as_u128() ^ holder.0.as_u128().rotate_left(17)).to_le_bytes();
    let sum = mixed.iter().fold(0i64, |sum, byte| (sum * 31 + i64::from(*byte)) % 100_003);
    let day = i64::from(now.date().day_of_year()) + i64::from(now.date().year()) * 366;
    day % SPREAD_DAYS == sum % SPREAD_DAYS && i64::from(now.hour()) >= 8 + (sum / SPREAD_DAYS) % 14
}

async fn act(gate: &Gate, watched: &Watched, due: Due) -> Result<bool, PowerError> {
    let (giver, power, last) = (watched.given.giver, watched.given.power.id, watched.given.power.last_day());
    let deed = match due {
        Due::Warn(_) => Deed::on("warn", power),
        Due::End(_) => Deed::on("end", power),
    };
    let allowed = gate.deliver(&Actor::Job(JobKind::Powers), giver, &POLICY, deed.clone()).await?;
    let done = allowed.commit::<(), PowerError, _>(move |tx| {
        Box::pin(async move {
            let done = match (due, last) {
                (Due::Warn(days), Some(last)) => tx.note_warning(power, last, days).await?,
                (Due::Warn(_), None) => false,
                (Due::End(why), _) => tx.end_power_as(power, why).await?.1,
            };
            // Another process was here first: nothing remains of this one, not even its lines.
            if !done {
                return Err(PowerError::Ended);
            }
            let event = event(due, power);
            // Who may not be told is left out by the rules, when the news goes.
            notify::raise_for_both(tx, power, &POLICY, &deed, [&event, &event]).await?;
            Ok(())
        })
    });
    match done.await {
        Ok(()) => Ok(true),
        Err(PowerError::Ended) => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// What both are told.
fn event(due: Due, power: Uuid) -> Event {
    let (service, class) = (POLICY.rules.service, Class::AboutTreatment);
    match due {
        Due::Warn(7) => Event::new("ends_in_7_days", service, class, power),
        Due::Warn(_) => Event::new("ends_in_30_days", service, class, power),
        Due::End(PowerEnd::RanOut) => Event::new("ran_out", service, class, power),
        Due::End(_) => Event::new("ended", service, class, power),
    }
}

#[cfg(test)]
mod tests {
    use access::{
        rules::{Power, PowerKind},
        state::Given,
    };
    use jiff::civil::{Date, date};
    use people::{Protection, testing::resident};

    use super::*;

    const GIVER: PersonId = PersonId(Uuid::from_u128(1));
    const HOLDER: PersonId = PersonId(Uuid::from_u128(2));

    fn watched(given_on: Date, last: Date) -> Watched {
        let given_at = given_on.at(12, 0, 0, 0).in_tz("Europe/Oslo").expect("noon").timestamp();
        let power = Power {
            id: Uuid::from_u128(9),
            kind: PowerKind::Ordinary,
            areas: vec![],
            may_act: true,
            starts: given_on,
            ends: Some(last),
            ended: false,
        };
        let given = Given { power, giver: GIVER, holder: HOLDER, given_at, ended: None, replaces: None };
        Watched { given, warned_days: None }
    }

    fn both() -> HashMap<PersonId, Person> {
        let one = |id| (id, resident(id, "Kari", date(1950, 1, 1), "home"));
        [one(GIVER), one(HOLDER)].into()
    }

    fn at(wall: &str) -> Timestamp {
        let wall: jiff::civil::DateTime = wall.parse().expect("a wall-clock time");
        wall.in_tz("Europe/Oslo").expect("a moment in Norway").timestamp()
    }

    #[test]
    fn warnings_come_at_midnight_in_norway_30_and_7_days_before_also_over_the_change_of_clocks() {
        // The clocks go forward on 28 March 2027 and back on 31 October 2027.
        for (last, thirty, seven) in [
            (date(2027, 4, 20), "2027-03-21", "2027-04-13"),
            (date(2027, 4, 2), "2027-03-03", "2027-03-26"),
            (date(2027, 11, 5), "2027-10-06", "2027-10-29"),
        ] {
            let mut power = watched(date(2026, 11, 21), last);
            let day_before = |day: &str| day.parse::<Date>().expect("a day").yesterday().expect("a day before");
            assert_eq!(due(&power, &both(), at(&format!("{}T23:59:59", day_before(thirty)))), None, "{last}");
            assert_eq!(due(&power, &both(), at(&format!("{thirty}T00:00:00"))), Some(Due::Warn(30)), "{last}");
            power.warned_days = Some(30);
            assert_eq!(due(&power, &both(), at(&format!("{}T23:59:59", day_before(seven)))), None, "{last}");
            assert_eq!(due(&power, &both(), at(&format!("{seven}T00:00:00"))), Some(Due::Warn(7)), "{last}");
            power.warned_days = Some(7);
            assert_eq!(due(&power, &both(), at(&format!("{last}T23:59:59"))), None, "{last}");
            let over = last.tomorrow().expect("a day after");
            assert_eq!(due(&power, &both(), at(&format!("{over}T00:00:00"))), Some(Due::End(PowerEnd::RanOut)));
        }
    }

    #[test]
    fn a_portal_that_stood_still_warns_of_the_nearest_alone_and_a_short_power_needs_no_warning() {
        let power = watched(date(2026, 11, 21), date(2027, 4, 20));
        assert_eq!(due(&power, &both(), at("2027-04-15T08:00:00")), Some(Due::Warn(7)));
        let short = watched(date(2026, 11, 21), date(2026, 12, 21));
        assert_eq!(due(&short, &both(), at("2026-11-21T12:00:00")), None, "30 days in all");
        assert_eq!(due(&short, &both(), at("2026-12-14T00:00:00")), Some(Due::Warn(7)));
        let longer = watched(date(2026, 11, 21), date(2026, 12, 22));
        assert_eq!(due(&longer, &both(), at("2026-11-22T00:00:00")), Some(Due::Warn(30)));
    }

    #[test]
    fn a_death_ends_it_and_a_protected_address_does_without_a_telling_hour() {
        let power = watched(date(2026, 11, 21), date(2027, 4, 20));
        let now = at("2026-11-22T00:30:00");
        for dead in [GIVER, HOLDER] {
            let mut people = both();
            people.get_mut(&dead).expect("a person").died = Some(date(2026, 11, 21));
            assert_eq!(due(&power, &people, now), Some(Due::End(PowerEnd::Death)));
        }
        let mut people = both();
        people.get_mut(&GIVER).expect("a person").protection = Protection::Confidential;
        assert_eq!(due(&power, &people, now), Some(Due::End(PowerEnd::Register)));

        let mut people = both();
        people.get_mut(&HOLDER).expect("a person").protection = Protection::StrictlyConfidential;
        let hours = (0..14 * 24).map(|hour| now.checked_add(jiff::SignedDuration::from_hours(hour)).expect("a time"));
        let ends: Vec<Timestamp> = hours.filter(|hour| due(&power, &people, *hour).is_some()).collect();
        let first = ends.first().expect("it ends within two weeks").in_tz("Europe/Oslo").expect("a time in Norway");
        assert!((8..22).contains(&first.hour()), "by day, as people do: {first}");
        assert_eq!(due(&power, &people, now), None, "not at once");
    }
}
