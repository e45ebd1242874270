//! The provider's package for the project's language: what is there, which tool manages it, and the steps to add it.
//!
//! Facts about the project come in as plain values; showing the tools' output is left to the sink that the caller
//! gives. Nothing is run by looking.

mod dotnet;
mod go;
mod java;
mod node;
mod python;
mod run;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use thiserror::Error;

pub use java::{Coordinate, MAVEN_CANDIDATES, pom_with_dependency, resolved_version};
pub use python::requirements_with_package;
pub use run::run;

/// What Pulumi.yaml says about the program.
#[derive(Clone, Debug, Default)]
pub struct ProjectFacts {
    /// The folder of Pulumi.yaml.
    pub folder: PathBuf,
    /// `main:`, relative to the folder, where it is given.
    pub main: Option<PathBuf>,
    /// `runtime` or `runtime.name`.
    pub runtime: String,
    /// The scalars of `runtime.options`.
    pub options: BTreeMap<String, String>,
}

impl ProjectFacts {
    /// The folder of the program: `main:` where it names a folder, its parent where it names a file.
    fn program_folder(&self) -> PathBuf {
        let Some(main) = &self.main else { return self.folder.clone() };
        let path = self.folder.join(main);
        if path.is_dir() { path } else { crate::replace_file::folder_of(&path) }
    }
}

/// The languages that the provider is published for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// JavaScript and TypeScript.
    Nodejs,
    /// Python.
    Python,
    /// Go.
    Go,
    /// C#, F# and Visual Basic.
    Dotnet,
    /// Java, Kotlin, Scala.
    Java,
}

impl Language {
    /// All of them, in the guide's order.
    pub const ALL: [Language; 5] = [Language::Nodejs, Language::Python, Language::Go, Language::Dotnet, Language::Java];

    /// The language of a Pulumi runtime; `None` for YAML and for runtimes that are not known here.
    pub fn of_runtime(runtime: &str) -> Option<Self> {
        match runtime {
            "nodejs" | "bun" => Some(Language::Nodejs),
            "python" => Some(Language::Python),
            "go" => Some(Language::Go),
            "dotnet" => Some(Language::Dotnet),
            "java" | "scala" => Some(Language::Java),
            _ => None,
        }
    }

    /// The runtime's name, as Pulumi.yaml has it.
    pub fn name(self) -> &'static str {
        match self {
            Language::Nodejs => "nodejs",
            Language::Python => "python",
            Language::Go => "go",
            Language::Dotnet => "dotnet",
            Language::Java => "java",
        }
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Language::Nodejs => "Node.js",
            Language::Python => "Python",
            Language::Go => "Go",
            Language::Dotnet => ".NET",
            Language::Java => "Java",
        }
    }

    /// The package's name in this language's registry.
    pub fn package(self) -> &'static str {
        match self {
            Language::Nodejs => "@pulumi/aws-native",
            Language::Python => "pulumi-aws-native",
            Language::Go => "github.com/pulumi/pulumi-aws-native/sdk/go/aws",
            Language::Dotnet => "Pulumi.AwsNative",
            Language::Java => "com.pulumi:aws-native",
        }
    }
}

/// One program to run, with its arguments and the folder that it runs in. No part of it is ever a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The program: a name to find on PATH, or a path.
    pub program: String,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Where it runs.
    pub folder: PathBuf,
}

impl Step {
    fn new(program: impl Into<String>, arguments: &[&str], folder: &Path) -> Self {
        let arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
        Step { program: program.into(), arguments, folder: folder.to_owned() }
    }

    /// The words of the command line, the program first.
    pub fn words(&self) -> Vec<&str> {
        std::iter::once(self.program.as_str()).chain(self.arguments.iter().map(String::as_str)).collect()
    }
}

/// What was found about the package in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// The language.
    pub language: Language,
    /// The tool that manages the packages.
    pub tool: &'static str,
    /// The folder of the manifest (package.json, go.mod, …).
    pub folder: PathBuf,
    /// The version that the manifest asks for, in the manifest's own words.
    pub required: Option<String>,
    /// The version that is installed, as far as files show it.
    pub installed: Option<String>,
    /// What adds the package, in order.
    pub steps: Vec<Step>,
    /// A manifest that gets a line by us because its tool has no command for that.
    pub manifest: Option<PathBuf>,
}

impl Detected {
    /// Whether nothing is left to do.
    pub fn is_there(&self) -> bool {
        match self.language {
            Language::Nodejs | Language::Python => self.installed.is_some(),
            // These tools fetch what the manifest asks for when they build.
            Language::Go | Language::Dotnet | Language::Java => self.required.is_some(),
        }
    }
}

/// Why the package cannot be found or added.
#[derive(Debug, Error)]
pub enum SdkError {
    /// The runtime is none of the five languages.
    #[error("the runtime `{runtime}` has no package of the provider")]
    NoPackage {
        /// The runtime.
        runtime: String,
    },
    /// The project has no manifest that the package could be added to.
    #[error("there is no {manifest} in {folder}", folder = .folder.display())]
    NoManifest {
        /// What was looked for.
        manifest: &'static str,
        /// Where.
        folder: PathBuf,
    },
    /// The package's coordinate could not be resolved, so nothing was written.
    #[error("{coordinate} cannot be resolved; nothing was written")]
    Unresolved {
        /// The coordinate.
        coordinate: String,
    },
    /// The tool is not on PATH.
    #[error("`{program}` is not installed")]
    NoTool {
        /// The program.
        program: String,
    },
    /// The tool ran and failed.
    #[error("`{program}` ended with {status}")]
    ToolFailed {
        /// The program.
        program: String,
        /// How it ended.
        status: String,
    },
    /// A file or the tool could not be used.
    #[error("{path}: {source}", path = .path.display())]
    Io {
        /// The file or program.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Looks at a project and says what adds the provider's package to it; `language` overrides the runtime.
///
/// # Errors
/// The runtime needs no package, or there is no manifest to add one to.
pub fn detect(facts: &ProjectFacts, language: Option<Language>) -> Result<Detected, SdkError> {
    let language = language
        .or_else(|| Language::of_runtime(&facts.runtime))
        .ok_or_else(|| SdkError::NoPackage { runtime: facts.runtime.clone() })?;
    match language {
        Language::Nodejs => Ok(node::detect(facts)),
        Language::Python => Ok(python::detect(facts)),
        Language::Go => go::detect(facts),
        Language::Dotnet => dotnet::detect(facts),
        Language::Java => java::detect(facts),
    }
}

/// The first folder from `start` upwards in which `found` gives something.
fn upwards<T>(start: &Path, found: impl Fn(&Path) -> Option<T>) -> Option<T> {
    start.ancestors().find_map(found)
}

fn read_text(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

#[cfg(test)]
mod tests;
