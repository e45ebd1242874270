//! The questions of `aws configure`, in its order and words; Enter keeps what is shown. A pasted value is cleaned, and
//! one of the wrong shape is asked for again.

use super::super::super::Context;
use super::super::set::check_region;
use crate::aws_files::{FileKind, Files, SectionName};
use crate::credentials::{
    Credentials, KeyKind, PROMPT_STARS, ShapeFault, access_key_id_fault, clean, clean_secret, key_kind,
    prompt_masked_id, secret_access_key_fault, session_token_fault,
};
use crate::error::Failure;
use crate::secret::Secret;
use crate::ui::Question;

const FROM: &str = "--credentials-from";

/// Asks for the pair, and for the token where the key is temporary.
pub(super) fn keys(
    name: &str,
    known_id: Option<&str>,
    force: bool,
    files: &Files,
    context: Context<'_>,
) -> Result<Credentials, Failure> {
    let section = SectionName::profile(name);
    let present = |key: &str| {
        FileKind::ALL.into_iter().rev().find_map(|file| files.value(&section, file, key)).filter(|v| !v.is_empty())
    };
    let old_id = present("aws_access_key_id");
    let access_key_id = match known_id {
        Some(id) => {
            accept(access_key_id_fault(id), force)?;
            id.to_owned()
        }
        None => ask_id(old_id, force, context)?,
    };
    let is_same = old_id == Some(&access_key_id);
    // The secret and the token of another key are not offered.
    let old = |key: &str| present(key).filter(|_| is_same).map(Secret::from);
    let secret_access_key = ask_secret(
        "AWS Secret Access Key",
        old("aws_secret_access_key"),
        |secret| secret_access_key_fault(secret).filter(|_| !force),
        context,
    )?;
    let old_token = old("aws_session_token");
    let session_token = if key_kind(&access_key_id) == Some(KeyKind::Temporary) || old_token.is_some() {
        let fault = |token: &Secret| session_token_fault(token).filter(|_| !force);
        Some(ask_secret("AWS Session Token", old_token, fault, context)?)
    } else {
        None
    };
    let credentials = Credentials { access_key_id, secret_access_key, session_token };
    // What is stored already is not judged again: Enter through all questions must change nothing.
    let is_kept = is_same && present("aws_secret_access_key") == Some(credentials.secret_access_key.expose());
    accept(credentials.faults().into_iter().next(), force || is_kept)?;
    Ok(credentials)
}

fn accept(fault: Option<ShapeFault>, force: bool) -> Result<(), Failure> {
    match fault.filter(|_| !force) {
        Some(fault) => Err(Failure::usage(fault.message).hint(fault.fix).hint("store it as it is with `--force`")),
        None => Ok(()),
    }
}

fn ask_id(old: Option<&str>, force: bool, context: Context<'_>) -> Result<String, Failure> {
    let shown = old.map_or_else(|| "None".to_owned(), prompt_masked_id);
    let question = Question::new("AWS Access Key ID", FROM).default(shown);
    loop {
        let (value, notes) = clean(&context.ui.prompter().text(&question)?);
        notes.iter().for_each(|note| context.ui.say(format!("removed {}", note.what())));
        if value.is_empty() {
            match old {
                Some(old) => return Ok(old.to_owned()),
                None => context.ui.say("a key is needed here; Ctrl-C ends"),
            }
        } else if let Some(fault) = access_key_id_fault(&value).filter(|_| !force) {
            context.ui.say(format!("{}; {}", fault.message, fault.fix));
        } else {
            return Ok(value);
        }
    }
}

fn ask_secret(
    words: &str,
    old: Option<Secret>,
    fault: impl Fn(&Secret) -> Option<ShapeFault>,
    context: Context<'_>,
) -> Result<Secret, Failure> {
    let shown = if old.is_some() { PROMPT_STARS } else { "None" };
    let question = Question::new(words, FROM).default(shown);
    loop {
        let (value, notes) = clean_secret(&context.ui.prompter().secret(&question)?);
        notes.iter().for_each(|note| context.ui.say(format!("removed {}", note.what())));
        if value.is_empty() {
            match &old {
                Some(old) => return Ok(old.clone()),
                None => context.ui.say("it is needed here; Ctrl-C ends"),
            }
        } else if let Some(fault) = fault(&value) {
            context.ui.say(format!("{}; {}", fault.message, fault.fix));
        } else {
            return Ok(value);
        }
    }
}

/// Asks for the region until it can be one; Enter keeps the present one or none.
pub(super) fn region(present: Option<&str>, context: Context<'_>) -> Result<Option<String>, Failure> {
    loop {
        let Some(region) = setting("Default region name", "--region", present, context)? else { return Ok(None) };
        match check_region(&region, context) {
            Ok(()) => return Ok(Some(region)),
            Err(failure) => context.ui.say(format!("{}; {}", failure.message, failure.hints.join("; "))),
        }
    }
}

/// Asks for a plain setting; Enter keeps the present one or none.
pub(super) fn setting(
    words: &str,
    flag: &'static str,
    present: Option<&str>,
    context: Context<'_>,
) -> Result<Option<String>, Failure> {
    let question = Question::new(words, flag).default(present.unwrap_or("None"));
    let (value, _) = clean(&context.ui.prompter().text(&question)?);
    Ok(Some(value).filter(|value| !value.is_empty()))
}
