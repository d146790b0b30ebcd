//! What a subscription is about: a type, and maybe states, as a search would say it.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// States in one subscription.
const MOST: usize = 16;
const LONGEST: usize = 64;

/// `Appointment`, or `Appointment?status=cancelled,noshow`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criteria {
    pub resource_type: String,
    /// Any of these; empty for all.
    pub statuses: Vec<String>,
}

/// Criteria that cannot be kept here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CriteriaError {
    #[error("names no type about a person: write for instance `Appointment?status=cancelled`")]
    Type,
    #[error("has another parameter than `status`")]
    Parameter,
    #[error("has more than 16 states, or one that is none")]
    Status,
}

impl FromStr for Criteria {
    type Err = CriteriaError;

    fn from_str(text: &str) -> Result<Self, CriteriaError> {
        let (kind, query) = text.split_once('?').unwrap_or((text, ""));
        let about_a_person = fhir::is_resource_type(kind) && !records::is_shared(kind);
        if !about_a_person || ["Patient", "Subscription"].contains(&kind) {
            return Err(CriteriaError::Type);
        }
        let mut statuses = Vec::new();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            if name != "status" || !fhir::has_element(kind, "status") {
                return Err(CriteriaError::Parameter);
            }
            statuses.extend(value.split(',').map(str::to_owned));
        }
        let is_code = |it: &String| {
            (1..=LONGEST).contains(&it.len()) && it.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-')
        };
        if statuses.len() > MOST || !statuses.iter().all(is_code) {
            return Err(CriteriaError::Status);
        }
        Ok(Self { resource_type: kind.to_owned(), statuses })
    }
}

impl fmt::Display for Criteria {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.resource_type)?;
        if self.statuses.is_empty() { Ok(()) } else { write!(f, "?status={}", self.statuses.join(",")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criteria_are_a_type_and_states_and_nothing_else() {
        for text in ["Appointment", "Communication", "Appointment?status=cancelled,noshow"] {
            assert_eq!(text.parse::<Criteria>().map(|it| it.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("Communication?".parse::<Criteria>().map(|it| it.to_string()), Ok("Communication".to_owned()));
        for (text, fault) in [
            ("", CriteriaError::Type),
            ("Nothing", CriteriaError::Type),
            ("Slot", CriteriaError::Type),
            ("Patient", CriteriaError::Type),
            ("Subscription", CriteriaError::Type),
            ("Appointment?patient=1", CriteriaError::Parameter),
            ("Appointment?status=", CriteriaError::Status),
            ("Appointment?status=a%20b", CriteriaError::Status),
        ] {
            assert_eq!(text.parse::<Criteria>(), Err(fault), "{text}");
        }
    }
}
