//! A form with files: read part by part, within bounds, so that what was typed is kept when a file is not.

use axum::{
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::header::CONTENT_TYPE,
};
use dialogue::attachment::{AttachmentError, Clean, LONGEST_TOGETHER, MOST_FILES};

use crate::{Form, PageError};

/// Bytes that a route with files lets in: a file that is too large is said at its field as long as all fits in this.
pub const LONGEST_UPLOAD: usize = 40 << 20;
/// Bytes of one file that are kept; more tell only that it is too large.
const LONGEST_FILE: usize = 20 << 20;
/// Bytes of one typed field.
const LONGEST_FIELD: usize = 64 * 1024;
/// Parts of a form.
const MOST_PARTS: usize = 64;

/// What was typed, and the files that came with it.
#[derive(Debug, Default)]
pub struct Upload {
    pub form: Form,
    pub files: Vec<UploadedFile>,
}

/// A file as the browser sent it: its name and its content, neither to be trusted.
#[derive(Debug)]
pub struct UploadedFile {
    /// The name of the field.
    pub field: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The files that came, as they may be kept beside `present` ones of so many bytes each; or the key of why one is not
/// taken.
pub fn cleaned(files: &[UploadedFile], present: &[usize]) -> Result<Vec<Clean>, &'static str> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    if files.len() + present.len() > MOST_FILES {
        return Err("file-too-many");
    }
    let clean = files.iter().map(|file| Clean::of(&file.name, &file.bytes)).collect::<Result<Vec<_>, _>>();
    let clean = clean.map_err(|why| match why {
        AttachmentError::Empty => "file-empty",
        AttachmentError::TooLarge => "file-too-large",
        AttachmentError::OtherKind => "file-other-kind",
        AttachmentError::Broken => "file-broken",
    })?;
    let bytes = clean.iter().map(|file| file.bytes.len()).chain(present.iter().copied());
    let together = bytes.fold(0, usize::saturating_add);
    if together > LONGEST_TOGETHER { Err("file-together") } else { Ok(clean) }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = PageError;

    /// Reads `multipart/form-data`, or a form without files. A field for files that was left empty is none.
    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/") {
            return Ok(Self { form: Form::from_request(request, state).await?, files: Vec::new() });
        }
        let mut parts = Multipart::from_request(request, state).await.map_err(|_| PageError::BadInput)?;
        let (mut fields, mut files) = (Vec::new(), Vec::new());
        for _ in 0..MOST_PARTS {
            let Some(part) = parts.next_field().await.map_err(|fault| refused(fault.status()))? else {
                return Ok(Self { form: Form::of(fields), files });
            };
            let field = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(name) => {
                    let bytes = whole(part, LONGEST_FILE).await?;
                    if !name.is_empty() || !bytes.is_empty() {
                        files.push(UploadedFile { field, name, bytes });
                    }
                }
                None => fields.push((field, text(part).await?)),
            }
        }
        Err(PageError::BadInput)
    }
}

async fn text(part: Field<'_>) -> Result<String, PageError> {
    let bytes = whole(part, LONGEST_FIELD + 1).await?;
    if bytes.len() > LONGEST_FIELD {
        return Err(PageError::TooLarge);
    }
    // Browsers send line ends as CRLF. The character zero is nobody's, and PostgreSQL takes no text that has it.
    let text = String::from_utf8(bytes).map_err(|_| PageError::BadInput)?;
    if text.contains('\0') { Err(PageError::BadInput) } else { Ok(text) }
}

/// The bytes of a part; of a longer one the first `most`, and the rest is read on and thrown away.
async fn whole(mut part: Field<'_>, most: usize) -> Result<Vec<u8>, PageError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|fault| refused(fault.status()))? {
        let room = most.saturating_sub(bytes.len());
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Ok(bytes)
}

fn refused(status: axum::http::StatusCode) -> PageError {
    if status == axum::http::StatusCode::PAYLOAD_TOO_LARGE { PageError::TooLarge } else { PageError::BadInput }
}
