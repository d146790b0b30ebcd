//! The stories: each shows one rule, and says in a line which.

mod accounts;
mod death;
mod families;
mod home_care;
mod municipalities;
mod numbers;
mod powers;
mod protection;
mod special_powers;
mod staff;
mod youth;

use super::book::Book;

/// Writes all stories. Their order is the order in which people are shown.
pub(super) fn write(book: &mut Book) {
    families::write(book);
    youth::write(book);
    powers::write(book);
    accounts::write(book);
    protection::write(book);
    numbers::write(book);
    death::write(book);
    municipalities::write(book);
    home_care::write(book);
    staff::write(book);
    special_powers::write(book);
}
