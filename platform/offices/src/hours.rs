//! When an office is open: the hours of a week (FHIR `HealthcareService.availableTime`), and what they say of a moment.

use db::oslo;
use jiff::{
    Span, Timestamp,
    civil::{Date, Weekday},
};
use serde::{Deserialize, Serialize};

use crate::public_holidays;

/// Minutes of a day on the wall clock.
pub(crate) const DAY: u16 = 24 * 60;
/// How far ahead the next opening is looked for: an office of one day a week may be closed on it for two weeks running.
const DAYS_AHEAD: i64 = 28;
/// Open for longer than this is open all the time.
const NEVER_CLOSES: i64 = 7;

/// A part of a weekday on which the office is open, in minutes since midnight on the wall clock in Norway
/// (Europe/Oslo): from `start` inclusive to `end` exclusive. 1440 as the end is midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AvailableTime {
    /// 1 is Monday, 7 Sunday (ISO 8601).
    pub day: u8,
    pub start: u16,
    pub end: u16,
}

/// The hours of a week, by day and start, none over another. Empty where nobody has said any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    pub available_time: Vec<AvailableTime>,
    /// The week's hours hold on public holidays too; else it is closed on them (FHIR `notAvailable`).
    pub on_holidays: bool,
    /// What the hours cannot say, in the office's own words.
    pub note: Option<String>,
}

/// What the hours say of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenState {
    /// `None` where it does not close within a week.
    Open { until: Option<Timestamp> },
    /// `None` where it does not open within four weeks.
    Closed { opens: Option<Timestamp> },
}

impl Hours {
    /// Whether it is open at a moment, and until or from when. `None` where no hours are known.
    pub fn at(&self, now: Timestamp) -> Option<OpenState> {
        if self.available_time.is_empty() {
            return None;
        }
        let today = oslo(now).date();
        let mut current: Option<(Timestamp, Timestamp)> = None;
        for (start, end) in (0..DAYS_AHEAD).flat_map(|days| self.of_date(today.saturating_add(Span::new().days(days))))
        {
            current = match current {
                // Midnight between two days that are both open is no closing time.
                Some((since, until)) if start <= until => Some((since, until.max(end))),
                Some(found) => return Some(state(found, now)),
                None => (end > now).then_some((start, end)),
            };
        }
        Some(current.map_or(OpenState::Closed { opens: None }, |found| state(found, now)))
    }

    /// The hours of a weekday, 1 to 7.
    pub fn of_day(&self, day: u8) -> impl Iterator<Item = &AvailableTime> {
        self.available_time.iter().filter(move |time| time.day == day)
    }

    /// The week in as few lines as it takes: first and last weekday of those with the same hours, and those hours.
    pub fn week(&self) -> Vec<(u8, u8, Vec<AvailableTime>)> {
        let same = |a: &[AvailableTime], b: &[AvailableTime]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a.start, a.end) == (b.start, b.end))
        };
        let mut lines: Vec<(u8, u8, Vec<AvailableTime>)> = Vec::new();
        for day in 1..=7 {
            let hours: Vec<AvailableTime> = self.of_day(day).copied().collect();
            match lines.last_mut().filter(|(_, _, last)| same(last, &hours)) {
                Some((_, last, _)) => *last = day,
                None => lines.push((day, day, hours)),
            }
        }
        lines
    }

    /// When it is open on a date, by the clock that holds there and then.
    fn of_date(&self, date: Date) -> Vec<(Timestamp, Timestamp)> {
        if !self.on_holidays && public_holidays(date.year()).contains(&date) {
            return Vec::new();
        }
        let hours = self.of_day(weekday(date));
        hours.filter_map(|time| Some((moment(date, time.start)?, moment(date, time.end)?))).collect()
    }
}

fn state((start, end): (Timestamp, Timestamp), now: Timestamp) -> OpenState {
    if start > now {
        return OpenState::Closed { opens: Some(start) };
    }
    let closes = end.as_second() - now.as_second() < NEVER_CLOSES * i64::from(DAY) * 60;
    OpenState::Open { until: closes.then_some(end) }
}

/// 1 for Monday to 7 for Sunday.
fn weekday(date: Date) -> u8 {
    date.weekday().since(Weekday::Monday).unsigned_abs() + 1
}

/// A minute of a date in Norway. One that the change to summer time leaves out is an hour later.
fn moment(date: Date, minutes: u16) -> Option<Timestamp> {
    let (date, minutes) = if minutes >= DAY { (date.tomorrow().ok()?, minutes - DAY) } else { (date, minutes) };
    let (hour, minute) = (i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?);
    let zone = oslo(Timestamp::UNIX_EPOCH).time_zone().clone();
    date.at(hour, minute, 0, 0).to_zoned(zone).ok().map(|zoned| zoned.timestamp())
}
