//! The pages of notices.

pub mod choose;
pub mod device;
pub mod export;
pub mod list;
mod news;
mod outcome;

use web::{Acting, Portal, Tab};

use super::SERVICE;

/// The two views; a reader who acts for another has the list alone, as the choices are the reader's own.
fn tabs(acting: &Acting, choosing: bool) -> Vec<Tab> {
    let words = acting.words();
    let list = acting.path(SERVICE.path);
    let choose = format!("{list}/innstillinger");
    let tab = |href: String, key: &str, current: bool| Tab { href, text: words.t(key).to_owned(), current };
    vec![
        tab(list, "notification-settings-tab-list", !choosing),
        tab(choose, "notification-settings-tab-choose", choosing),
    ]
}

/// The reader's own page of choices.
fn own_choices(portal: &Portal, acting: &Acting) -> String {
    format!("/p/{}/{}/innstillinger", portal.handles().of(acting.person(), acting.person()), SERVICE.path)
}
