//! A series of times over weekdays, on the wall clock in Norway: right on the days when the clock is moved, too.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time, Weekday},
    tz::{AmbiguousOffset, Disambiguation, TimeZone},
};
use offices::public_holidays;
use thiserror::Error;

/// Times in one series: more is a mistake in the dates.
pub const MOST_TIMES: usize = 1_000;
/// Days from the first to the last.
const LONGEST: i32 = 366;

/// Times of one length, one after the other, on some weekdays of a span of days. One single time is a series of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub first: Date,
    /// Included.
    pub last: Date,
    pub weekdays: Vec<Weekday>,
    /// When the first begins and the last has ended, on the wall clock.
    pub from: Time,
    pub until: Time,
    pub minutes: u16,
}

/// Why a series gives no times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SeriesError {
    #[error("the last day is before the first")]
    Backwards,
    #[error("the span is longer than a year")]
    TooLong,
    #[error("there are more times than fit in one series")]
    TooMany,
    #[error("no time fits in")]
    Empty,
}

impl Series {
    /// Begin and end of each, the earliest first; those that have begun at `now` are left out, and so are public
    /// holidays. An hour that the clock jumps over has no times; of an hour that comes twice, the first is meant.
    pub fn times(&self, now: Timestamp) -> Result<Vec<(Timestamp, Timestamp)>, SeriesError> {
        if self.last < self.first {
            return Err(SeriesError::Backwards);
        }
        if (self.last - self.first).get_days() > LONGEST {
            return Err(SeriesError::TooLong);
        }
        let days = self.first.series(jiff::Span::new().days(1)).take_while(|day| *day <= self.last);
        let days = days.filter(|day| self.weekdays.contains(&day.weekday()) && !is_public_holiday(*day));
        let mut times = Vec::new();
        for day in days {
            times.extend(self.of_day(day).into_iter().filter(|(starts, _)| *starts > now));
            if times.len() > MOST_TIMES {
                return Err(SeriesError::TooMany);
            }
        }
        if times.is_empty() { Err(SeriesError::Empty) } else { Ok(times) }
    }

    fn of_day(&self, day: Date) -> Vec<(Timestamp, Timestamp)> {
        let minute = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
        let (from, until, length) = (minute(self.from), minute(self.until), i32::from(self.minutes.max(1)));
        let begins = (0..).map(|at| from + at * length).take_while(|begin| begin + length <= until);
        let wall = |minute: i32| {
            let time = Time::new(i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?, 0, 0).ok()?;
            oslo_at(day, time)
        };
        let length = SignedDuration::from_mins(i64::from(self.minutes.max(1)));
        // At the end of the calendar there is no moment at which a time ends.
        begins.filter_map(wall).filter_map(|starts| Some((starts, starts.checked_add(length).ok()?))).collect()
    }
}

fn is_public_holiday(day: Date) -> bool {
    public_holidays(day.year()).contains(&day)
}

/// The moment of a wall-clock time in Norway: the first of two. `None` for a time that the clock jumps over.
pub fn oslo_at(day: Date, time: Time) -> Option<Timestamp> {
    let oslo = TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC);
    let wall = oslo.to_ambiguous_zoned(day.to_datetime(time));
    if let AmbiguousOffset::Gap { .. } = wall.offset() {
        return None;
    }
    wall.disambiguate(Disambiguation::Earlier).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn series(first: Date, last: Date, from: Time, until: Time) -> Series {
        let weekdays = vec![Weekday::Friday, Weekday::Saturday, Weekday::Sunday, Weekday::Monday];
        Series { first, last, weekdays, from, until, minutes: 30 }
    }

    fn starts(series: &Series) -> Vec<String> {
        let times = series.times(Timestamp::UNIX_EPOCH).expect("times");
        times.iter().map(|(starts, _)| starts.to_string()).collect()
    }

    #[test]
    fn a_series_keeps_its_hour_on_the_wall_when_summer_time_begins() {
        let over = series(date(2026, 3, 27), date(2026, 3, 30), time(9, 0, 0, 0), time(9, 30, 0, 0));
        let expected = ["2026-03-27T08:00:00Z", "2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z"];
        assert_eq!(starts(&over), expected);
    }

    #[test]
    fn the_hour_that_is_jumped_over_has_no_times_and_the_one_that_comes_twice_is_offered_once() {
        let spring = series(date(2026, 3, 29), date(2026, 3, 29), time(1, 30, 0, 0), time(3, 30, 0, 0));
        assert_eq!(starts(&spring), ["2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"]);
        let autumn = series(date(2026, 10, 25), date(2026, 10, 25), time(2, 0, 0, 0), time(3, 30, 0, 0));
        assert_eq!(starts(&autumn), ["2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z"]);
    }

    #[test]
    fn public_holidays_are_left_out() {
        // Good Friday, Easter Sunday and Easter Monday of 2026.
        let easter = series(date(2026, 4, 3), date(2026, 4, 6), time(9, 0, 0, 0), time(9, 30, 0, 0));
        assert_eq!(starts(&easter), ["2026-04-04T07:00:00Z"]);
    }

    #[test]
    fn what_is_turned_round_endless_or_over_gives_no_times() {
        let (nine, ten) = (time(9, 0, 0, 0), time(10, 0, 0, 0));
        let at = |first, last| series(first, last, nine, ten).times("2026-12-01T00:00:00Z".parse().expect("a time"));
        assert_eq!(at(date(2027, 1, 2), date(2027, 1, 1)), Err(SeriesError::Backwards));
        assert_eq!(at(date(2027, 1, 1), date(2028, 6, 1)), Err(SeriesError::TooLong));
        assert_eq!(at(date(2026, 11, 1), date(2026, 11, 30)), Err(SeriesError::Empty));
        let whole_days = Series { minutes: 5, ..series(date(2027, 1, 1), date(2027, 12, 1), time(0, 0, 0, 0), ten) };
        assert_eq!(whole_days.times(Timestamp::UNIX_EPOCH), Err(SeriesError::TooMany));
        let (late, last) = (time(22, 30, 0, 0), date(9999, 12, 30));
        let late =
            Series { weekdays: vec![last.weekday()], minutes: 60, ..series(last, last, late, time(23, 59, 0, 0)) };
        assert_eq!(late.times(Timestamp::UNIX_EPOCH), Err(SeriesError::Empty));
    }
}
