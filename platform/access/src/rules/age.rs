//! Ages as the law counts them: the same count as the register's, which finds the birthdays.

pub use people::age_on as years;
