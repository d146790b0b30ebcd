//! Files that go with a message: what they are is told by their content, and what a picture says beside itself is taken out.

mod exif;
mod jpeg;
mod name;
mod png;

use thiserror::Error;

pub use name::{disposition, safe_name};

/// Bytes of one file.
pub const LONGEST_FILE: usize = 8 << 20;
/// Bytes of all files of a message.
pub const LONGEST_TOGETHER: usize = 16 << 20;
/// Files of a message.
pub const MOST_FILES: usize = 5;

/// The kinds of files that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    Jpeg,
    Png,
    Pdf,
}

impl FileKind {
    /// As HTTP and FHIR name it.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// The way back from [`FileKind::mime`].
    pub fn parse(mime: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png, Self::Pdf].into_iter().find(|kind| kind.mime() == mime)
    }

    /// The end of a file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// What the content is, whatever its name; `None` for what is not taken.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            _ if bytes.starts_with(png::SIGNATURE) => Some(Self::Png),
            _ if bytes.starts_with(b"%PDF-") => Some(Self::Pdf),
            _ => None,
        }
    }
}

/// A file that may be kept: of a known kind, with a safe name, without metadata where it is a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clean {
    pub name: String,
    pub kind: FileKind,
    pub bytes: Vec<u8>,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AttachmentError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is too large")]
    TooLarge,
    /// Neither JPEG, PNG nor PDF.
    #[error("the file is of another kind")]
    OtherKind,
    /// It begins as one of them and does not go on as one.
    #[error("the file cannot be read")]
    Broken,
}

impl Clean {
    /// Takes a file as it was sent.
    ///
    /// # Errors
    /// [`AttachmentError`] where it may not be kept.
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self, AttachmentError> {
        if bytes.is_empty() {
            return Err(AttachmentError::Empty);
        }
        if bytes.len() > LONGEST_FILE {
            return Err(AttachmentError::TooLarge);
        }
        let kind = FileKind::of(bytes).ok_or(AttachmentError::OtherKind)?;
        let bytes = match kind {
            FileKind::Jpeg => jpeg::stripped(bytes).ok_or(AttachmentError::Broken)?,
            FileKind::Png => png::stripped(bytes).ok_or(AttachmentError::Broken)?,
            FileKind::Pdf => bytes.to_vec(),
        };
        Ok(Self { name: safe_name(name, kind), kind, bytes })
    }
}
