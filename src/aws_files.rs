//! The AWS shared files: where they are, what each reader sees in them, and edits that lose nothing.
//!
//! Three readers read these files by three grammars ([`Reader`]): the Go SDK, which the provider is built on; botocore,
//! which the AWS CLI is; and the published specification of the SDKs. [`view`] gives what one of them sees, [`go_view`]
//! keeps what the provider sees apart by file. Signing, fetching and asking are left to `identity`, files as one change
//! to `change`.

pub mod check;
mod document;
mod edit;
pub mod import;
mod location;
mod profile;
mod reading;
mod source;
mod store;
mod summary;

pub use document::{Document, Refusal, SectionName};
pub use edit::{Assignment, EditError, Files, KeyPath, SideEffect, is_credential_key, is_secret_key};
pub use location::{Locations, Platform};
pub use profile::{GoProfile, GoView, View, go_view, is_portable_name, view};
pub use reading::{FileKind, Property, ReadError, Section, Value};
pub use source::{CredentialSource, settings};
pub use store::{Contents, Store, StoreError, mask, printable, shown_value};
pub use summary::{Account, ProfileKind, Summary, summaries, summaries_of};

pub use crate::finding::Reader;
