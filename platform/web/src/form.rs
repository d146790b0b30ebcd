//! A form that was sent: what was typed, and what is wrong with it, so that nothing typed is lost.

use axum::{
    extract::{FromRequest, Request},
    http::StatusCode,
};

use crate::PageError;

/// The fields of a form, in the order they came.
#[derive(Clone, Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    faults: Vec<Fault>,
}

/// What is wrong with one field.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The field's name, which is also its id on the page.
    pub name: &'static str,
    /// Key of the text that says what to do.
    pub key: &'static str,
}

/// A value one can choose in a list or among radio buttons.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub text: String,
    /// A line under a radio button; empty for none.
    pub description: String,
}

impl Choice {
    /// A choice that needs no line of its own.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), description: String::new() }
    }
}

impl Form {
    /// A form before it is sent, with what is known already.
    pub fn filled<const N: usize>(fields: [(&str, &str); N]) -> Self {
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { fields, faults: Vec::new() }
    }

    /// The same from any number of fields, of which some may come several times.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self { fields, faults: Vec::new() }
    }

    /// What was typed, without space around it; empty when the field did not come.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// A choice that is made: the field has this value (boxes may come several times).
    pub fn holds(&self, name: &str, value: &str) -> bool {
        self.fields.iter().any(|(field, typed)| field == name && typed == value)
    }

    /// All values of a field that may come several times.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Sets a field to one value. What is wrong with the form stays told.
    pub fn put(&mut self, name: &str, value: impl Into<String>) {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.into()));
    }

    /// The same, where nothing is filled in.
    pub fn put_if_empty(&mut self, name: &str, value: impl Into<String>) {
        if self.value(name).is_empty() {
            self.put(name, value);
        }
    }

    /// Says what is wrong with a field. The first fault of a field stands.
    pub fn refuse(&mut self, name: &'static str, key: &'static str) {
        if self.fault(name).is_none() {
            self.faults.push(Fault { name, key });
        }
    }

    /// Refuses a field that is empty.
    pub fn require(&mut self, name: &'static str, key: &'static str) {
        if self.value(name).is_empty() {
            self.refuse(name, key);
        }
    }

    /// Refuses a field of more characters.
    pub fn at_most(&mut self, name: &'static str, characters: usize, key: &'static str) {
        if self.value(name).chars().count() > characters {
            self.refuse(name, key);
        }
    }

    /// Names and values in their order.
    pub fn into_fields(self) -> Vec<(String, String)> {
        self.fields
    }

    pub fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Key of what is wrong with a field.
    pub fn fault(&self, name: &str) -> Option<&'static str> {
        self.faults.iter().find(|fault| fault.name == name).map(|fault| fault.key)
    }

    /// Attributes that tie a field to its description and its fault: safe HTML, as field names are ours.
    pub fn aria(&self, name: &str, description: &str) -> String {
        match (description.is_empty(), self.fault(name).is_some()) {
            (true, false) => String::new(),
            (false, false) => format!(" aria-describedby=\"{name}-hjelp\""),
            (true, true) => format!(" aria-describedby=\"{name}-feil\" aria-invalid=\"true\""),
            (false, true) => format!(" aria-describedby=\"{name}-hjelp {name}-feil\" aria-invalid=\"true\""),
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = PageError;

    /// Reads the body as `application/x-www-form-urlencoded`; the limit on its size is a layer's. Nobody types the
    /// character zero, and PostgreSQL takes no text that has it.
    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        match axum::Form::<Vec<(String, String)>>::from_request(request, state).await {
            Ok(axum::Form(fields)) if fields.iter().any(|(_, value)| value.contains('\0')) => Err(PageError::BadInput),
            Ok(axum::Form(fields)) => Ok(Self { fields, faults: Vec::new() }),
            Err(fault) if fault.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(PageError::TooLarge),
            Err(_) => Err(PageError::BadInput),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn what_is_put_into_a_form_takes_no_fault_and_no_other_field_away() {
        let mut form = Form::filled([("hvorfor", ""), ("versjon", "1"), ("versjon", "2")]);
        form.require("hvorfor", "clinic-reason-empty");
        form.put("versjon", "3");
        form.put_if_empty("versjon", "4");
        form.put_if_empty("id", "5");
        assert_eq!(form.fault("hvorfor"), Some("clinic-reason-empty"));
        assert_eq!((form.values("versjon").collect::<Vec<_>>(), form.value("id")), (vec!["3"], "5"));
        assert!(form.holds("hvorfor", ""));
    }
}
