//! From day to day in a list: the day that is asked for, and those beside it.

use jiff::{Timestamp, civil::Date};
use web::{
    AtWork, Form,
    texts::{read_day, typed_day},
};

use super::day::{capital, oslo_day};

/// What `clinic/days.html` shows above a list.
pub struct Days {
    pub day: Date,
    pub before: Date,
    pub after: Date,
    pub name: String,
    /// The field `dag`, with what was typed and what is wrong with it.
    pub form: Form,
}

impl Days {
    /// The day as it was asked for; today where none was, or none that can be read: then the field says so.
    pub fn read(at_work: &AtWork, asked: Option<&str>, now: Timestamp) -> Self {
        let asked = asked.map(str::trim).filter(|asked| !asked.is_empty());
        let found = asked.and_then(read_day);
        let day = found.unwrap_or_else(|| oslo_day(now));
        let mut form = Form::filled([("dag", &*typed_day(day))]);
        if let (Some(asked), None) = (asked, found) {
            form.put("dag", asked);
            form.refuse("dag", "clinic-date-wrong");
        }
        Self {
            day,
            before: day.yesterday().unwrap_or(day),
            after: day.tomorrow().unwrap_or(day),
            name: capital(&at_work.words().day(day)),
            form,
        }
    }
}
