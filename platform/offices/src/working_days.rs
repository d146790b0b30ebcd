//! The days on which offices work: not at weekends, and not on Norway's public holidays.

use db::oslo;
use jiff::{
    Span, Timestamp,
    civil::{Date, Weekday, date},
};

/// The public holidays of a year: the fixed days and those that move with Easter (*lov om helligdager og helligdagsfred*
/// § 2, *lov om 1 og 17 mai*). Christmas Eve and New Year's Eve are none.
pub fn public_holidays(year: i16) -> [Date; 12] {
    let easter = easter(year);
    let from_easter = |days: i64| easter.saturating_add(Span::new().days(days));
    [
        date(year, 1, 1),
        from_easter(-3),
        from_easter(-2),
        easter,
        from_easter(1),
        date(year, 5, 1),
        date(year, 5, 17),
        from_easter(39),
        from_easter(49),
        from_easter(50),
        date(year, 12, 25),
        date(year, 12, 26),
    ]
}

/// Whether offices work on a day, a date in Norway.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !public_holidays(day.year()).contains(&day)
}

/// The working day that is so many before `day`; `day` itself for none.
pub fn working_days_before(day: Date, count: u8) -> Date {
    move_by(day, count, -1)
}

/// The working day that is so many after `day`; `day` itself for none.
pub fn working_days_after(day: Date, count: u8) -> Date {
    move_by(day, count, 1)
}

/// The same hour so many working days earlier, on the wall clock in Norway: until when one who gives that notice may.
pub fn notice_before(at: Timestamp, working_days: u8) -> Timestamp {
    let local = oslo(at);
    let day = working_days_before(local.date(), working_days);
    // An hour that the change to summer time leaves out is the one after it.
    day.to_datetime(local.time()).to_zoned(local.time_zone().clone()).map_or(at, |earlier| earlier.timestamp())
}

fn move_by(day: Date, count: u8, step: i64) -> Date {
    let mut day = day;
    for _ in 0..count {
        day = day.saturating_add(Span::new().days(step));
        // At the ends of the calendar there are no more days to look among.
        while !is_working_day(day) && day != Date::MIN && day != Date::MAX {
            day = day.saturating_add(Span::new().days(step));
        }
    }
    day
}

/// Easter Sunday of a year of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher).
fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let days = moon + weekday - 7 * late + 114;
    // The sum lies between 22 March and 25 April, whatever the year.
    let part = |number: i32| i8::try_from(number).unwrap_or(1);
    Date::new(i16::try_from(year).unwrap_or(1), part(days / 31), part(days % 31 + 1)).unwrap_or(Date::MIN)
}
