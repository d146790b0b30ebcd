//! Reads JSON text into nodes that remember their place.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Member, Node, Value};

pub(super) const DEEPEST: usize = 100;

/// Why a text is not taken as JSON. Places are counted in bytes from the start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    #[error("not JSON at byte {at}: {expected} was expected")]
    Syntax { at: usize, expected: &'static str },
    #[error("nested deeper than {deepest} levels at byte {at}")]
    TooDeep { at: usize, deepest: usize },
    #[error("the same name stands twice in the object that ends at byte {at}")]
    NameTwice { at: usize },
}

pub(super) fn document(text: &str, deepest: usize) -> Result<Node<'_>, JsonError> {
    let mut scanner = Scanner { text, at: 0, depth: 0, deepest };
    let node = scanner.value()?;
    scanner.space();
    if scanner.at == text.len() { Ok(node) } else { scanner.fault("the end") }
}

/// Objects are nearly always small: comparing each pair is then cheaper than hashing, and takes no memory.
const SMALL: usize = 16;

fn unique(members: &[Member<'_>]) -> bool {
    if members.len() > SMALL {
        let mut names = HashSet::with_capacity(members.len());
        return members.iter().all(|member| names.insert(&*member.name));
    }
    members.iter().enumerate().all(|(at, member)| members[..at].iter().all(|earlier| earlier.name != member.name))
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    deepest: usize,
}

impl<'a> Scanner<'a> {
    fn value(&mut self) -> Result<Node<'a>, JsonError> {
        self.space();
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::list)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            Some(b'n') => self.word("null", Value::Null)?,
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            _ => return self.fault("a value"),
        };
        Ok(Node { span: start..self.at, value })
    }

    fn nested(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<Value<'a>, JsonError>,
    ) -> Result<Value<'a>, JsonError> {
        if self.depth == self.deepest {
            return Err(JsonError::TooDeep { at: self.at, deepest: self.deepest });
        }
        self.depth += 1;
        self.at += 1;
        let value = inner(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Result<Value<'a>, JsonError> {
        let mut members: Vec<Member<'a>> = Vec::new();
        if self.take(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.space();
            let name = self.string()?;
            if !self.take(b':') {
                return self.fault("a colon");
            }
            members.push(Member { name, node: self.value()? });
            if self.take(b'}') {
                break;
            }
            if !self.take(b',') {
                return self.fault("a comma or the end of the object");
            }
        }
        if unique(&members) { Ok(Value::Object(members)) } else { Err(JsonError::NameTwice { at: self.at }) }
    }

    fn list(&mut self) -> Result<Value<'a>, JsonError> {
        let mut items = Vec::new();
        if self.take(b']') {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value()?);
            if self.take(b']') {
                return Ok(Value::List(items));
            }
            if !self.take(b',') {
                return self.fault("a comma or the end of the list");
            }
        }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        if self.peek() != Some(b'"') {
            return self.fault("a text");
        }
        let start = self.at;
        let mut escaped = false;
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.at += 2;
                }
                Some(0x20..) => self.at += 1,
                _ => return self.fault("the end of a text"),
            }
        }
        self.at += 1;
        if !escaped {
            return Ok(Cow::Borrowed(&self.text[start + 1..self.at - 1]));
        }
        match serde_json::from_str(&self.text[start..self.at]) {
            Ok(text) => Ok(Cow::Owned(text)),
            Err(_) => Err(JsonError::Syntax { at: start, expected: "a text with known escapes" }),
        }
    }

    fn number(&mut self) -> Result<&'a str, JsonError> {
        let start = self.at;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        let digits = &self.text[start..self.at];
        // The grammar of numbers is serde_json's; its value is not used.
        match serde_json::from_str::<&serde_json::value::RawValue>(digits) {
            Ok(_) => Ok(digits),
            Err(_) => Err(JsonError::Syntax { at: start, expected: "a number" }),
        }
    }

    fn word(&mut self, word: &'static str, value: Value<'a>) -> Result<Value<'a>, JsonError> {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(value)
        } else {
            self.fault(word)
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        self.space();
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn fault<T>(&self, expected: &'static str) -> Result<T, JsonError> {
        Err(JsonError::Syntax { at: self.at, expected })
    }
}
