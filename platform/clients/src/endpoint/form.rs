//! A token request as it is sent: a form in the body, each name once.

use axum::http::{HeaderMap, Uri, header};

use super::OAuthError;

const KIND: &str = "application/x-www-form-urlencoded";
const BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What a system asks with.
#[derive(Debug)]
pub struct Form {
    pub assertion: String,
    pub client_id: Option<String>,
    pub scope: Option<String>,
}

/// Reads a token request. Names we do not know are passed over (RFC 6749 §3.2), those that come twice refused.
///
/// # Errors
/// [`OAuthError`] that says what is wanting.
pub fn read(uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Result<Form, OAuthError> {
    if uri.query().is_some() {
        return Err(OAuthError::request("parameters belong in the body, not in the address"));
    }
    if !is_form(headers) {
        return Err(OAuthError::request("the body must be application/x-www-form-urlencoded"));
    }
    if headers.contains_key(header::AUTHORIZATION) {
        return Err(OAuthError::other_scheme());
    }
    let mut fields = Fields(url::form_urlencoded::parse(body).into_owned().collect());
    let grant = fields.take("grant_type")?.ok_or_else(|| OAuthError::request("grant_type is missing"))?;
    if grant != "client_credentials" {
        return Err(OAuthError::grant());
    }
    if fields.take("client_secret")?.is_some() {
        return Err(OAuthError::other_scheme());
    }
    let kind = fields.take("client_assertion_type")?;
    let assertion = fields.take("client_assertion")?;
    let (client_id, scope) = (fields.take("client_id")?, fields.take("scope")?);
    match (kind.as_deref(), assertion) {
        (Some(BEARER), Some(assertion)) => Ok(Form { assertion, client_id, scope }),
        (None, None) => Err(OAuthError::other_scheme()),
        (_, None) => Err(OAuthError::request("client_assertion is missing")),
        (_, Some(_)) => Err(OAuthError::request(&format!("client_assertion_type must be {BEARER}"))),
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(KIND))
}

struct Fields(Vec<(String, String)>);

impl Fields {
    /// The value of a name; empty is as if it were not there (RFC 6749 §3.2).
    fn take(&mut self, name: &str) -> Result<Option<String>, OAuthError> {
        let mut values = self.0.iter_mut().filter(|(known, _)| known == name).map(|(_, value)| std::mem::take(value));
        let first = values.next();
        if values.next().is_some() {
            return Err(OAuthError::request(&format!("{name} comes more than once")));
        }
        Ok(first.filter(|value| !value.is_empty()))
    }
}
