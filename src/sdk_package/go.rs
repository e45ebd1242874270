//! Go modules.

use super::{Detected, Language, ProjectFacts, SdkError, Step, read_text, upwards};

/// The module that the package of the guide is part of.
const MODULE: &str = "github.com/pulumi/pulumi-aws-native/sdk";

pub(super) fn detect(facts: &ProjectFacts) -> Result<Detected, SdkError> {
    let start = facts.program_folder();
    let folder = upwards(&start, |folder| folder.join("go.mod").is_file().then(|| folder.to_owned()))
        .ok_or(SdkError::NoManifest { manifest: "go.mod", folder: start })?;
    let manifest = read_text(&folder.join("go.mod")).unwrap_or_default();
    let required = manifest.lines().find_map(|line| {
        let mut words = line.trim().trim_start_matches("require").split_whitespace();
        let module = words.next()?;
        (module == MODULE || module.starts_with(&format!("{MODULE}/"))).then(|| words.next().map(str::to_owned))?
    });
    Ok(Detected {
        language: Language::Go,
        tool: "go",
        installed: required.clone(),
        required,
        steps: vec![Step::new("go", &["get", Language::Go.package()], &folder)],
        folder,
        manifest: None,
    })
}
