//! The parameters of an address or a form, within limits.

use fhir::IssueKind;

use crate::fault::Fault;

/// More are not asked for at once.
const MOST: usize = 40;
/// Characters of one value: as many keys as a link of ours may hold.
const LONGEST: usize = 4096;

/// Names and values, decoded, in their order.
#[derive(Clone, Debug, Default)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads `a=1&b=2`.
    ///
    /// # Errors
    /// 400 for more or longer parameters than anyone needs.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let mut params = Self::default();
        params.add(text)?;
        Ok(params)
    }

    /// Reads more of them.
    pub fn add(&mut self, text: &str) -> Result<(), Fault> {
        for (name, value) in url::form_urlencoded::parse(text.as_bytes()) {
            if self.0.len() == MOST {
                let fault = format!("has more than {MOST} parameters");
                return Err(Fault::bad(IssueKind::TooLong, "http.query", &fault, "ask for less at once"));
            }
            if name.len() > LONGEST || value.len() > LONGEST {
                let fault = format!("has a parameter longer than {LONGEST} characters");
                return Err(Fault::bad(IssueKind::TooLong, "http.query", &fault, "ask for less at once"));
            }
            self.0.push((name.into_owned(), value.into_owned()));
        }
        Ok(())
    }

    /// The first value of a parameter.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
