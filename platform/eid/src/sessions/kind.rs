//! The two kinds of sessions, which never mix: a citizen's, and that of somebody at work (H3).

use super::cookie::{SESSION_COOKIE, STAFF_COOKIE};

/// Under which all pages of staff lie, and nothing else.
pub const DESK: &str = "/skranke";

/// What a session is for. Each has its own cookie, so that one may be logged in as both beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Citizen,
    AtWork,
}

impl Kind {
    /// The kind that the page at a local path needs.
    pub fn of_path(path: &str) -> Self {
        let under = path.split(['?', '#']).next().and_then(|path| path.strip_prefix(DESK));
        match under {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => Self::AtWork,
            _ => Self::Citizen,
        }
    }

    /// The cookie that holds its token.
    pub fn cookie(self) -> &'static str {
        match self {
            Self::Citizen => SESSION_COOKIE,
            Self::AtWork => STAFF_COOKIE,
        }
    }

    pub fn is_at_work(self) -> bool {
        self == Self::AtWork
    }

    /// Where the pages of the kind begin.
    pub fn front(self) -> &'static str {
        match self {
            Self::Citizen => "/",
            Self::AtWork => DESK,
        }
    }

    /// An address that both kinds have, each under its own pages: `/logg-ut` is `/skranke/logg-ut` at work.
    pub fn address(self, path: &str) -> String {
        match self {
            Self::Citizen => path.to_owned(),
            Self::AtWork => format!("{DESK}{path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn the_desk_is_its_own_folder_and_not_all_that_begins_alike() {
        for path in ["/skranke", "/skranke/", "/skranke/ko?side=2", "/skranke?lang=nn"] {
            assert_eq!(Kind::of_path(path), Kind::AtWork, "{path}");
        }
        for path in ["/", "/skranken", "/p/abc/skranke", "/logg-inn?til=/skranke", "//skranke"] {
            assert_eq!(Kind::of_path(path), Kind::Citizen, "{path}");
        }
    }
}
