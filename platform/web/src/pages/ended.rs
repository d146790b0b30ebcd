//! Where a page leads when its session has ended.

use crate::PageError;

/// Says that the session has ended and how to go on.
pub async fn get() -> PageError {
    PageError::SessionEnded
}
