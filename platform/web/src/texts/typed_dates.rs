//! Dates as people type them.

use jiff::civil::Date;

/// Reads "3.3.2026", "03.03.2026", "3/3/2026" or "2026-03-03"; `None` for what is no date.
pub fn read_day(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    if let Ok(date) = typed.parse() {
        return Some(date);
    }
    let mut parts = typed.split(['.', '/']).map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day as people type it, and as [`read_day`] reads it: what a field holds before anything is typed.
pub fn typed_day(day: Date) -> String {
    format!("{}.{}.{}", day.day(), day.month(), day.year())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{read_day, typed_day};

    #[test]
    fn days_are_read_as_people_write_them() {
        for typed in ["3.3.2026", " 03.03.2026 ", "3/3/2026", "2026-03-03"] {
            assert_eq!(read_day(typed), Some(date(2026, 3, 3)), "{typed}");
        }
        assert_eq!(read_day(&typed_day(date(2026, 3, 3))), Some(date(2026, 3, 3)));
        for typed in ["", "31.2.2026", "3.3.26", "3.3.2026.1", "i går", "2026-02-31"] {
            assert_eq!(read_day(typed), None, "{typed}");
        }
    }
}
