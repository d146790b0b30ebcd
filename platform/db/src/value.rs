//! Values bound to a statement: the six types that mean the same on both engines.

use jiff::Timestamp;
use uuid::Uuid;

use crate::PersonId;

/// A bound value. `None` is NULL of that type: PostgreSQL asks which.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Real(Option<f64>),
    Bool(Option<bool>),
    Bytes(Option<Vec<u8>>),
}

/// What can be bound: ids as their text, times as microseconds since the epoch (UTC).
pub trait ToValue {
    fn to_value(self) -> Value;
    /// NULL of this type.
    fn null() -> Value;
}

macro_rules! to_value {
    ($($type:ty => $variant:ident, |$it:ident| $conversion:expr;)*) => {$(
        impl ToValue for $type {
            fn to_value(self) -> Value {
                let $it = self;
                Value::$variant(Some($conversion))
            }
            fn null() -> Value {
                Value::$variant(None)
            }
        }
    )*};
}

to_value! {
    &str => Text, |it| it.to_owned();
    String => Text, |it| it;
    &String => Text, |it| it.clone();
    i64 => Int, |it| it;
    i32 => Int, |it| i64::from(it);
    u32 => Int, |it| i64::from(it);
    f64 => Real, |it| it;
    bool => Bool, |it| it;
    Vec<u8> => Bytes, |it| it;
    &[u8] => Bytes, |it| it.to_vec();
    PersonId => Text, |it| it.to_string();
    &PersonId => Text, |it| it.to_string();
    Uuid => Text, |it| it.hyphenated().to_string();
    &Uuid => Text, |it| it.hyphenated().to_string();
    Timestamp => Int, |it| it.as_microsecond();
}

impl ToValue for Value {
    fn to_value(self) -> Value {
        self
    }
    fn null() -> Value {
        Value::Text(None)
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(self) -> Value {
        self.map_or_else(T::null, T::to_value)
    }
    fn null() -> Value {
        T::null()
    }
}

/// The values of `$1`, `$2` … in their order.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::ToValue::to_value($value)),*] };
}
