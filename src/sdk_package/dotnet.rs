//! .NET projects, by the `dotnet` command.

use std::path::{Path, PathBuf};

use super::{Detected, Language, ProjectFacts, SdkError, Step, read_text};

const ENDINGS: [&str; 3] = ["csproj", "fsproj", "vbproj"];

pub(super) fn detect(facts: &ProjectFacts) -> Result<Detected, SdkError> {
    let folder = facts.program_folder();
    let Some(project) = project_file(&folder) else {
        return Err(SdkError::NoManifest { manifest: ".NET project file", folder });
    };
    let package = Language::Dotnet.package();
    let required = read_text(&project).and_then(|text| reference(&text, package));
    let project = project.to_string_lossy().into_owned();
    Ok(Detected {
        language: Language::Dotnet,
        tool: "dotnet",
        installed: required.clone(),
        required,
        steps: vec![Step::new("dotnet", &["add", &project, "package", package], &folder)],
        folder,
        manifest: None,
    })
}

fn project_file(folder: &Path) -> Option<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.into_iter().find(|path| path.extension().is_some_and(|end| ENDINGS.iter().any(|known| end == *known)))
}

/// The version of `<PackageReference Include="PACKAGE" Version="…">`; empty where it is managed elsewhere.
fn reference(text: &str, package: &str) -> Option<String> {
    let element = text
        .split("<PackageReference")
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap_or(rest))
        .find(|element| attribute(element, "Include").is_some_and(|name| name.eq_ignore_ascii_case(package)))?;
    Some(attribute(element, "Version").unwrap_or_default().to_owned())
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let rest = element.split(&format!("{name}=\"")).nth(1)?;
    rest.split('"').next()
}
