//! Where a text with credentials comes from: `--credentials-from FILE|-|env`.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::{Form, Import, ImportError, Imported, import};
use crate::credentials::Credentials;
use crate::environment::Environment;
use crate::replace_file::{self, FileError, SIZE_LIMIT};
use crate::secret::Secret;

/// Why a place gives no credentials.
#[derive(Debug, Error)]
pub enum SourceError {
    /// There is no such file.
    #[error("there is no file {}", .0.display())]
    Missing(PathBuf),
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// Standard input cannot be read.
    #[error("standard input: {0}")]
    Input(io::Error),
    /// What was read gives no credentials.
    #[error(transparent)]
    Import(#[from] ImportError),
}

/// Credentials from `env` (the AWS variables), `-` (which reads `input` to its end) or a file. With `known_id` the
/// secret alone is enough.
///
/// # Errors
/// The place cannot be read, or what is there gives no credentials.
pub fn import_from(
    place: &Path,
    known_id: Option<&str>,
    env: &Environment,
    input: impl Read,
) -> Result<Import, SourceError> {
    if place == Path::new("env") {
        return Ok(from_environment(env)?);
    }
    let bytes = if place == Path::new("-") {
        let mut bytes = Vec::new();
        input.take(SIZE_LIMIT).read_to_end(&mut bytes).map_err(SourceError::Input)?;
        bytes
    } else {
        replace_file::read(&env.absolute(place))?.ok_or_else(|| SourceError::Missing(place.to_owned()))?
    };
    let mut bytes = bytes;
    let result = import(&bytes, known_id);
    zeroize::Zeroize::zeroize(&mut bytes);
    Ok(result?)
}

fn from_environment(env: &Environment) -> Result<Import, ImportError> {
    let half = |present, missing| ImportError::HalfPair { present, missing };
    let secret = env.non_empty("AWS_SECRET_ACCESS_KEY").or_else(|| env.non_empty("AWS_SECRET_KEY"));
    let (id, secret) = match (env.non_empty("AWS_ACCESS_KEY_ID").or_else(|| env.non_empty("AWS_ACCESS_KEY")), secret) {
        (Some(id), Some(secret)) => (id, secret),
        (Some(_), None) => return Err(half("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")),
        (None, Some(_)) => return Err(half("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID")),
        (None, None) => return Err(ImportError::NothingFound),
    };
    let credentials = Credentials {
        access_key_id: id.to_owned(),
        secret_access_key: Secret::from(secret),
        session_token: env.non_empty("AWS_SESSION_TOKEN").map(Secret::from),
    };
    let region = env.non_empty("AWS_REGION").or_else(|| env.non_empty("AWS_DEFAULT_REGION")).map(str::to_owned);
    let expiration = env.non_empty("AWS_CREDENTIAL_EXPIRATION").map(str::to_owned);
    let found = vec![Imported { credentials, profile: None, region, expiration }];
    Ok(Import { found, form: Form::Environment, notes: Vec::new() })
}
