//! Maven and Gradle.
//!
//! The guide and the publishers disagree about the coordinate, so it is looked up before anything is written.

use std::path::Path;

use super::{Detected, Language, ProjectFacts, SdkError, Step, read_text, upwards};

/// A Maven group and artifact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coordinate {
    /// The group id.
    pub group: &'static str,
    /// The artifact id.
    pub artifact: &'static str,
}

/// Where the package may be: the publishers' coordinate first, then the guide's.
pub const MAVEN_CANDIDATES: [Coordinate; 2] = [
    Coordinate { group: "com.pulumi", artifact: "aws-native" },
    Coordinate { group: "com.pulumi.awsnative", artifact: "aws-native" },
];

impl Coordinate {
    /// The step that resolves the newest release into `repository`, a Maven repository folder used for nothing else.
    pub fn lookup(self, folder: &Path, repository: &Path) -> Step {
        let artifact = format!("-Dartifact={}:{}:RELEASE", self.group, self.artifact);
        let local = format!("-Dmaven.repo.local={}", repository.display());
        Step::new("mvn", &["-B", "-q", &local, "dependency:get", &artifact, "-Dtransitive=false"], folder)
    }
}

/// The version that a lookup left in `repository`.
pub fn resolved_version(coordinate: Coordinate, repository: &Path) -> Option<String> {
    let folder = repository.join(coordinate.group.replace('.', "/")).join(coordinate.artifact);
    std::fs::read_dir(folder)
        .ok()?
        .flatten()
        .find(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
}

pub(super) fn detect(facts: &ProjectFacts) -> Result<Detected, SdkError> {
    let start = facts.program_folder();
    let manifests = [("pom.xml", "maven"), ("build.gradle.kts", "gradle"), ("build.gradle", "gradle")];
    let found = upwards(&start, |folder| {
        let (file, tool) = manifests.iter().find(|(file, _)| folder.join(file).is_file())?;
        Some((folder.to_owned(), *file, *tool))
    });
    let Some((folder, file, tool)) = found else {
        return Err(SdkError::NoManifest { manifest: "pom.xml or build.gradle", folder: start });
    };
    let manifest = folder.join(file);
    let required = read_text(&manifest).and_then(|text| required(&text, tool));
    Ok(Detected {
        language: Language::Java,
        tool,
        installed: required.clone(),
        required,
        steps: Vec::new(),
        folder,
        manifest: Some(manifest),
    })
}

fn required(text: &str, tool: &str) -> Option<String> {
    MAVEN_CANDIDATES.iter().find_map(|coordinate| match tool {
        "maven" => text.split("<dependency>").skip(1).find_map(|element| {
            let element = element.split("</dependency>").next().unwrap_or(element);
            let here = element.contains(&format!("<groupId>{}<", coordinate.group))
                && element.contains(&format!("<artifactId>{}<", coordinate.artifact));
            let version = element.split("<version>").nth(1).and_then(|rest| rest.split('<').next());
            here.then(|| version.unwrap_or_default().to_owned())
        }),
        _ => {
            let start = text.split(&format!("{}:{}:", coordinate.group, coordinate.artifact)).nth(1)?;
            start.split(['"', '\'']).next().map(str::to_owned)
        }
    })
}

/// The text of pom.xml with the dependency at the end of the project's own `<dependencies>`; `None` where there is no
/// place for it that is certainly right.
pub fn pom_with_dependency(text: &str, coordinate: Coordinate, version: &str) -> Option<String> {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (at, indent) = own_dependencies_end(text)?;
    let inner = format!("{indent}    ");
    let lines = [
        format!("{inner}<dependency>"),
        format!("{inner}    <groupId>{}</groupId>", coordinate.group),
        format!("{inner}    <artifactId>{}</artifactId>", coordinate.artifact),
        format!("{inner}    <version>{version}</version>"),
        format!("{inner}</dependency>"),
    ];
    let block: String = lines.iter().map(|line| format!("{line}{newline}")).collect();
    Some(format!("{}{block}{}", &text[..at], &text[at..]))
}

/// Where the line of the closing `</dependencies>` directly below `<project>` starts, and its indentation.
fn own_dependencies_end(text: &str) -> Option<(usize, String)> {
    let mut depth = 0_i32;
    let mut offset = 0;
    while let Some(open) = text[offset..].find('<') {
        let start = offset + open;
        if text[start..].starts_with("<!--") {
            offset = start + text[start..].find("-->")? + 3;
            continue;
        }
        let end = start + text[start..].find('>')?;
        let tag = &text[start + 1..end];
        offset = end + 1;
        if tag.starts_with(['?', '!']) || tag.ends_with('/') {
            continue;
        }
        if !tag.starts_with('/') {
            depth += 1;
            continue;
        }
        if tag == "/dependencies" && depth == 2 {
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            let indent = &text[line..start];
            return indent.chars().all(char::is_whitespace).then(|| (line, indent.to_owned()));
        }
        depth -= 1;
    }
    None
}
