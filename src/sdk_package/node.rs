//! npm, yarn, pnpm and bun.

use std::path::Path;

use serde_json::Value;

use super::{Detected, Language, ProjectFacts, Step, read_text, upwards};

const LOCK_FILES: [(&str, &str); 7] = [
    ("bun.lock", "bun"),
    ("bun.lockb", "bun"),
    ("pnpm-lock.yaml", "pnpm"),
    ("yarn.lock", "yarn"),
    ("package-lock.json", "npm"),
    ("npm-shrinkwrap.json", "npm"),
    ("pnpm-workspace.yaml", "pnpm"),
];

pub(super) fn detect(facts: &ProjectFacts) -> Detected {
    let start = facts.program_folder();
    let package = Language::Nodejs.package();
    let folder = upwards(&start, |folder| folder.join("package.json").is_file().then(|| folder.to_owned()))
        .unwrap_or_else(|| facts.folder.clone());
    let manifest: Value =
        read_text(&folder.join("package.json")).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let tool = tool(facts, &folder, &manifest);
    let required = ["dependencies", "devDependencies", "peerDependencies"]
        .iter()
        .find_map(|section| manifest[section][package].as_str().map(str::to_owned));
    let verb = if tool == "npm" { "install" } else { "add" };
    let mut arguments = vec![verb];
    // pnpm and yarn 1 refuse to add to the root of a workspace without being told that it is meant.
    if tool == "pnpm" && folder.join("pnpm-workspace.yaml").is_file() {
        arguments.push("-w");
    }
    if required.is_none() {
        arguments.push(package);
    } else {
        arguments[0] = "install";
    }
    Detected {
        language: Language::Nodejs,
        tool,
        required,
        installed: installed(&folder, package),
        steps: vec![Step::new(tool, &arguments, &folder)],
        folder,
        manifest: None,
    }
}

fn tool(facts: &ProjectFacts, folder: &Path, manifest: &Value) -> &'static str {
    let known = |name: &str| ["npm", "yarn", "pnpm", "bun"].into_iter().find(|tool| *tool == name);
    if let Some(tool) = facts.options.get("packagemanager").and_then(|name| known(name)) {
        return tool;
    }
    if facts.runtime == "bun" {
        return "bun";
    }
    let declared = manifest["packageManager"].as_str().and_then(|text| known(text.split('@').next().unwrap_or(text)));
    declared
        .or_else(|| {
            upwards(folder, |folder| {
                LOCK_FILES.iter().find(|(file, _)| folder.join(file).is_file()).map(|(_, tool)| *tool)
            })
        })
        .unwrap_or("npm")
}

fn installed(folder: &Path, package: &str) -> Option<String> {
    upwards(folder, |folder| {
        let text = read_text(&folder.join("node_modules").join(package).join("package.json"))?;
        let manifest: Value = serde_json::from_str(&text).ok()?;
        manifest["version"].as_str().map(str::to_owned)
    })
}
