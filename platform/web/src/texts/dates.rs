//! Dates and times in words, per language, on the wall clock in Norway.

use jiff::{Timestamp, civil::Date};

use super::Language;

/// "tirsdag 3. mars 2026", "tysdag 3. mars 2026", "Tuesday 3 March 2026".
pub fn day(language: Language, date: Date) -> String {
    let number = date.weekday().to_monday_one_offset().unsigned_abs();
    format!("{} {}", weekday(language, number), short_day(language, date))
}

/// "3. mars 2026", "3 March 2026".
pub fn short_day(language: Language, date: Date) -> String {
    let dot = if language == Language::En { "" } else { "." };
    format!("{}{dot} {} {}", date.day(), month(language, date), date.year())
}

/// "tirsdag 3. mars 2026 kl. 09.30", "Tuesday 3 March 2026 at 09:30".
pub fn moment(language: Language, at: Timestamp) -> String {
    let at_word = if language == Language::En { "at" } else { "kl." };
    format!("{} {at_word} {}", day(language, db::oslo(at).date()), clock(language, at))
}

/// "09.30", in English "09:30".
pub fn clock(language: Language, at: Timestamp) -> String {
    let time = db::oslo(at).time();
    let mark = if language == Language::En { ':' } else { '.' };
    format!("{:02}{mark}{:02}", time.hour(), time.minute())
}

/// The words with a capital first, where they stand alone.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The name of a weekday, 1 for Monday to 7 for Sunday, as it stands within a sentence.
pub fn weekday(language: Language, number: u8) -> &'static str {
    let names = match language {
        Language::Nb | Language::Se => ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
        Language::Nn => ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"],
        Language::En => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    };
    names[usize::from(number.clamp(1, 7)) - 1]
}

fn month(language: Language, date: Date) -> &'static str {
    let names = match language {
        Language::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        Language::Nb | Language::Nn | Language::Se => [
            "januar",
            "februar",
            "mars",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "desember",
        ],
    };
    names[usize::from(date.month().unsigned_abs()) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_said_in_each_language() {
        let at: Timestamp = "2026-03-03T08:30:00Z".parse().expect("a time");
        assert_eq!(moment(Language::Nb, at), "tirsdag 3. mars 2026 kl. 09.30");
        assert_eq!(moment(Language::Nn, at), "tysdag 3. mars 2026 kl. 09.30");
        assert_eq!(moment(Language::En, at), "Tuesday 3 March 2026 at 09:30");
    }

    #[test]
    fn summer_time_and_the_day_that_turns_in_norway_first() {
        let at: Timestamp = "2026-06-30T22:15:00Z".parse().expect("a time");
        assert_eq!(moment(Language::Nb, at), "onsdag 1. juli 2026 kl. 00.15");
    }
}
