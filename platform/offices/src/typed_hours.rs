//! The hours of a day as people type them: `08.00-11.30, 12.00-15.30`.

use crate::{AvailableTime, hours::DAY};

/// More parts of a day are a mistake.
const MOST: usize = 4;

/// Reads the hours of a weekday (1 to 7); nothing typed is closed. `None` where it is no hours, or they lie over another.
pub fn spans(day: u8, typed: &str) -> Option<Vec<AvailableTime>> {
    let parts = typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let mut spans = parts.map(|part| span(day, part)).collect::<Option<Vec<AvailableTime>>>()?;
    spans.sort_unstable();
    let apart = spans.windows(2).all(|pair| pair[0].end <= pair[1].start);
    (apart && spans.len() <= MOST).then_some(spans)
}

/// As one would type them; empty for closed.
pub fn said(spans: &[AvailableTime], mark: char) -> String {
    let time = |minutes: u16| format!("{:02}{mark}{:02}", minutes / 60, minutes % 60);
    let spans: Vec<String> = spans.iter().map(|span| format!("{}–{}", time(span.start), time(span.end))).collect();
    spans.join(", ")
}

fn span(day: u8, typed: &str) -> Option<AvailableTime> {
    let (start, end) = typed.split_once(['-', '–', '—'])?;
    let (start, end) = (minutes(start.trim())?, minutes(end.trim())?);
    (start < end).then_some(AvailableTime { day, start, end })
}

/// `8`, `08`, `8.30`, `08:30` or `0830` in minutes since midnight; `24` is the end of the day.
fn minutes(typed: &str) -> Option<u16> {
    let (hours, minutes) = match typed.split_once(['.', ':']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if typed.len() == 4 && typed.is_ascii() => typed.split_at(2),
        None => (typed, "0"),
    };
    let number = |digits: &str| {
        let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|sign| sign.is_ascii_digit());
        fits.then(|| digits.parse::<u16>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let sum = hours * 60 + minutes;
    (minutes < 60 && sum <= DAY).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them_and_said_alike() {
        let both = |typed: &str| spans(1, typed).map(|spans| said(&spans, '.'));
        for (typed, is) in [
            ("8-15.30", "08.00–15.30"),
            ("08:00 – 11:30; 12-1530", "08.00–11.30, 12.00–15.30"),
            ("12-15, 08-12", "08.00–12.00, 12.00–15.00"),
            ("00.00-24.00", "00.00–24.00"),
            ("", ""),
        ] {
            assert_eq!(both(typed).as_deref(), Some(is), "{typed}");
        }
        for wrong in
            ["8", "15-8", "8-8", "8-25", "8.5-9", "8.60-9", "24.01-24.02", "8-12,11-15", "åtte-ni", "-", "éé-12"]
        {
            assert_eq!(both(wrong), None, "{wrong}");
        }
    }
}
