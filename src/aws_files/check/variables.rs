//! Variables that make readers look at different files or profiles.

use super::Noted;
use crate::aws_files::reading::FileKind;
use crate::environment::Environment;
use crate::finding::Finding;
use crate::finding::Reader::{AwsCli, Go};

/// Findings of the environment: lines 42, 43 and 45 of the table.
pub(super) fn check(env: &Environment) -> Vec<Noted> {
    let mut found = Vec::new();
    if env.var("AWS_PROFILE") == Some("") {
        let text = "AWS_PROFILE is set but empty: the AWS CLI looks for a profile without a name, the provider takes the default";
        found.push(Finding::warning("empty-aws-profile", text).breaks(&[AwsCli]).command("unset AWS_PROFILE"));
    }
    if let (Some(one), Some(other)) = (env.non_empty("AWS_PROFILE"), env.non_empty("AWS_DEFAULT_PROFILE"))
        && one != other
    {
        let text =
            format!("AWS_DEFAULT_PROFILE is `{other}`, which version 1 of the AWS CLI prefers to AWS_PROFILE, `{one}`");
        found.push(
            Finding::warning("two-profile-variables", text).breaks(&[AwsCli]).command("unset AWS_DEFAULT_PROFILE"),
        );
    }
    for file in FileKind::ALL {
        if env.non_empty(file.variable()).is_some_and(|named| named.starts_with('~')) {
            let text = format!("{} begins with `~`, which the Go SDK does not take for the home", file.variable());
            found.push(
                Finding::warning("tilde-in-variable", text)
                    .breaks(&[Go])
                    .fix("write the whole path, or $HOME in quotes"),
            );
        }
    }
    found.into_iter().map(|finding| Noted { profile: None, finding }).collect()
}
