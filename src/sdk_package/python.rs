//! pip, poetry and uv, in the virtual environment that Pulumi.yaml names.

use std::path::{Path, PathBuf};

use super::{Detected, Language, ProjectFacts, Step, read_text, upwards};

pub(super) fn detect(facts: &ProjectFacts) -> Detected {
    let program = facts.program_folder();
    let folder = upwards(&program, |folder| {
        let here = ["pyproject.toml", "requirements.txt"].iter().any(|file| folder.join(file).is_file());
        (here && folder.starts_with(&facts.folder)).then(|| folder.to_owned())
    })
    .unwrap_or_else(|| facts.folder.clone());
    let tool = tool(facts, &folder);
    let environment = virtual_environment(facts, tool, &folder);
    let requirements = folder.join("requirements.txt");
    let installed = environment.as_deref().and_then(installed);
    let steps = match tool {
        "pip" => pip_steps(facts, environment.as_deref(), &requirements, &folder),
        tool => vec![Step::new(tool, &["add", Language::Python.package()], &folder)],
    };
    Detected {
        language: Language::Python,
        tool,
        required: required(&folder),
        installed,
        steps,
        manifest: (tool == "pip" && requirements.is_file()).then_some(requirements),
        folder,
    }
}

fn tool(facts: &ProjectFacts, folder: &Path) -> &'static str {
    match facts.options.get("toolchain").map(String::as_str) {
        Some("poetry") => return "poetry",
        Some("uv") => return "uv",
        Some("pip") => return "pip",
        _ => {}
    }
    // Pulumi's own default is pip; the other tools are recognised by the files that only they write.
    let poetry = read_text(&folder.join("pyproject.toml")).is_some_and(|text| text.contains("[tool.poetry"));
    if folder.join("poetry.lock").is_file() || poetry {
        return "poetry";
    }
    if folder.join("uv.lock").is_file() { "uv" } else { "pip" }
}

fn virtual_environment(facts: &ProjectFacts, tool: &str, folder: &Path) -> Option<PathBuf> {
    match facts.options.get("virtualenv") {
        Some(path) => Some(facts.folder.join(path)),
        None if tool == "pip" => [".venv", "venv"].iter().map(|name| folder.join(name)).find(|path| path.is_dir()),
        None => Some(folder.join(".venv")),
    }
}

/// The interpreter inside a virtual environment.
fn interpreter(environment: &Path) -> PathBuf {
    if cfg!(windows) { environment.join("Scripts").join("python.exe") } else { environment.join("bin").join("python") }
}

fn pip_steps(facts: &ProjectFacts, environment: Option<&Path>, requirements: &Path, folder: &Path) -> Vec<Step> {
    let system = if cfg!(windows) { "python" } else { "python3" };
    let mut steps = Vec::new();
    let python = match environment {
        Some(environment) => {
            if !interpreter(environment).is_file() {
                steps.push(Step::new(system, &["-m", "venv", &environment.to_string_lossy()], &facts.folder));
            }
            interpreter(environment).to_string_lossy().into_owned()
        }
        None => system.to_owned(),
    };
    let what: &[&str] =
        if requirements.is_file() { &["-r", "requirements.txt"] } else { &[Language::Python.package()] };
    let arguments: Vec<&str> = ["-m", "pip", "install"].iter().chain(what).copied().collect();
    steps.push(Step::new(python, &arguments, folder));
    steps
}

fn required(folder: &Path) -> Option<String> {
    let requirements = read_text(&folder.join("requirements.txt")).unwrap_or_default();
    let line = requirements.lines().find(|line| names_package(line)).map(|line| line.trim().to_owned());
    line.or_else(|| {
        let project = read_text(&folder.join("pyproject.toml"))?;
        let line = project.lines().find(|line| line.contains(Language::Python.package()))?;
        Some(line.trim().trim_end_matches(',').trim_matches('"').to_owned())
    })
}

/// Names are compared as pip does (PEP 503): case, `-`, `_` and `.` do not matter.
fn names_package(line: &str) -> bool {
    let name: String = line.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
    name.to_ascii_lowercase().replace(['_', '.'], "-") == Language::Python.package()
}

/// The text of requirements.txt with a line for the package; `None` where it is there already.
pub fn requirements_with_package(text: &str) -> Option<String> {
    if text.lines().any(names_package) {
        return None;
    }
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = text.to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(newline);
    }
    out.push_str(Language::Python.package());
    out.push_str(newline);
    Some(out)
}

fn installed(environment: &Path) -> Option<String> {
    let mut libraries = vec![environment.join("Lib").join("site-packages")];
    if let Ok(folders) = std::fs::read_dir(environment.join("lib")) {
        libraries.extend(folders.flatten().map(|folder| folder.path().join("site-packages")));
    }
    libraries.iter().filter_map(|library| std::fs::read_dir(library).ok()).flatten().flatten().find_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let version = name.strip_prefix("pulumi_aws_native-")?.strip_suffix(".dist-info")?;
        Some(version.to_owned())
    })
}
