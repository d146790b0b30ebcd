//! Where an office is visited and when it is open, as an operator says it to a command.

use clap::Args;
use offices::{Address, AvailableTime, Hours, spans};

use super::municipalities::four_digits;

#[derive(Args, Debug)]
pub struct VisitingArgs {
    /// Where one visits it: street and number. With --postal-code and --city.
    #[arg(long, requires = "postal_code", requires = "city")]
    street: Option<String>,
    #[arg(long, value_parser = four_digits, requires = "street")]
    postal_code: Option<String>,
    #[arg(long, requires = "street")]
    city: Option<String>,
    /// Weekdays and hours, as "mon-fri 08.00-11.30,12.00-15.30"; again for days of other hours. Times in Norway.
    #[arg(long = "open", value_name = "HOURS", value_parser = day_hours)]
    open: Vec<DayHours>,
    /// The hours hold on public holidays too; without it, it is closed on them.
    #[arg(long)]
    open_on_holidays: bool,
    /// What the hours cannot say, in a short sentence that is shown as it stands.
    #[arg(long, value_name = "TEXT")]
    hours_note: Option<String>,
}

/// Hours of one or more weekdays.
#[derive(Clone, Debug)]
struct DayHours(Vec<AvailableTime>);

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl VisitingArgs {
    /// What was said.
    ///
    /// # Errors
    /// A sentence where the same day was said twice.
    pub fn read(self) -> Result<(Option<Address>, Hours), String> {
        let address = self.street.zip(self.postal_code).zip(self.city);
        let address = address.map(|((street, postal_code), city)| Address { street, postal_code, city });
        let mut available_time: Vec<AvailableTime> = self.open.into_iter().flat_map(|it| it.0).collect();
        available_time.sort_unstable();
        if available_time.windows(2).any(|pair| pair[0].day == pair[1].day && pair[0].end > pair[1].start) {
            return Err("hours of a day lie over each other: say each day once".to_owned());
        }
        Ok((address, Hours { available_time, on_holidays: self.open_on_holidays, note: self.hours_note }))
    }
}

fn day_hours(text: &str) -> Result<DayHours, String> {
    let read = || {
        let (days, hours) = text.trim().split_once(' ')?;
        let number = |day: &str| (1_u8..).zip(DAYS).find(|(_, known)| *known == day).map(|(number, _)| number);
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let days = number(first)?..=number(last)?;
        let all = days.map(|day| spans(day, hours)).collect::<Option<Vec<_>>>()?.concat();
        (!all.is_empty()).then_some(DayHours(all))
    };
    read().ok_or_else(|| "write weekdays and hours, as \"mon-fri 08.00-11.30,12.00-15.30\"".to_owned())
}
