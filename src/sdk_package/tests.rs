use std::fs;

use super::*;

struct Project(tempfile::TempDir);

impl Project {
    fn new(files: &[(&str, &str)]) -> Self {
        let project = Project(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = project.0.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        project
    }

    fn facts(&self, runtime: &str) -> ProjectFacts {
        ProjectFacts { folder: self.0.path().to_owned(), runtime: runtime.to_owned(), ..ProjectFacts::default() }
    }

    fn detect(&self, runtime: &str) -> Detected {
        detect(&self.facts(runtime), None).unwrap()
    }
}

fn words(detected: &Detected) -> Vec<String> {
    detected.steps.iter().map(|step| step.words().join(" ")).collect()
}

#[test]
fn the_lock_file_names_the_node_tool() {
    for (lock, expected) in [
        ("package-lock.json", "npm install @pulumi/aws-native"),
        ("yarn.lock", "yarn add @pulumi/aws-native"),
        ("pnpm-lock.yaml", "pnpm add @pulumi/aws-native"),
        ("bun.lock", "bun add @pulumi/aws-native"),
    ] {
        let project = Project::new(&[("package.json", "{}"), (lock, "")]);
        assert_eq!(words(&project.detect("nodejs")), [expected]);
    }
}

#[test]
fn a_lock_file_above_the_project_counts_and_pulumi_yaml_beats_it() {
    let project = Project::new(&[("pnpm-lock.yaml", ""), ("infra/package.json", "{}")]);
    let mut facts = project.facts("nodejs");
    facts.folder = project.0.path().join("infra");
    assert_eq!(detect(&facts, None).unwrap().tool, "pnpm");
    facts.options.insert("packagemanager".into(), "yarn".into());
    assert_eq!(detect(&facts, None).unwrap().tool, "yarn");
}

#[test]
fn an_installed_node_package_is_there_with_both_versions() {
    let project = Project::new(&[
        ("package.json", r#"{"dependencies":{"@pulumi/aws-native":"^1.79.0"}}"#),
        ("node_modules/@pulumi/aws-native/package.json", r#"{"version":"1.60.0"}"#),
    ]);
    let detected = project.detect("nodejs");
    assert_eq!(detected.required.as_deref(), Some("^1.79.0"));
    assert_eq!(detected.installed.as_deref(), Some("1.60.0"));
    assert!(detected.is_there());
}

#[test]
fn main_names_the_folder_of_the_program() {
    let project = Project::new(&[("app/package.json", "{}"), ("app/src/index.ts", "")]);
    let mut facts = project.facts("nodejs");
    for main in ["app", "app/src", "app/src/index.ts"] {
        facts.main = Some(main.into());
        assert_eq!(detect(&facts, None).unwrap().folder, project.0.path().join("app"), "{main}");
    }
}

#[test]
fn pip_installs_into_the_named_virtual_environment_and_makes_it_first() {
    let project = Project::new(&[("requirements.txt", "pulumi>=3\n")]);
    let mut facts = project.facts("python");
    facts.options.insert("virtualenv".into(), "venv".into());
    let venv = project.0.path().join("venv");
    let steps = words(&detect(&facts, None).unwrap());
    assert_eq!(steps[0], format!("python3 -m venv {}", venv.display()));
    assert_eq!(steps[1], format!("{}/bin/python -m pip install -r requirements.txt", venv.display()));
}

#[test]
fn python_tools_are_recognised_by_option_or_file() {
    let poetry = Project::new(&[("pyproject.toml", "[tool.poetry]\n")]);
    assert_eq!(words(&poetry.detect("python")), ["poetry add pulumi-aws-native"]);
    let uv = Project::new(&[("pyproject.toml", "[project]\n"), ("uv.lock", "")]);
    assert_eq!(words(&uv.detect("python")), ["uv add pulumi-aws-native"]);
    let mut facts = uv.facts("python");
    facts.options.insert("toolchain".into(), "pip".into());
    assert_eq!(detect(&facts, None).unwrap().tool, "pip");
}

#[test]
fn requirements_get_one_line_in_the_files_own_line_ending() {
    assert_eq!(requirements_with_package("pulumi>=3").as_deref(), Some("pulumi>=3\npulumi-aws-native\n"));
    assert_eq!(requirements_with_package("a\r\n").as_deref(), Some("a\r\npulumi-aws-native\r\n"));
    assert_eq!(requirements_with_package("Pulumi_AWS.Native>=1\n"), None);
    assert!(requirements_with_package("pulumi-aws-native-extra\n").is_some());
}

#[test]
fn go_and_dotnet_read_their_manifests() {
    let go =
        Project::new(&[("go.mod", "module x\n\nrequire (\n\tgithub.com/pulumi/pulumi-aws-native/sdk v1.79.0\n)\n")]);
    assert_eq!(go.detect("go").required.as_deref(), Some("v1.79.0"));
    let net = Project::new(&[(
        "x.csproj",
        r#"<Project><PackageReference Include="Pulumi.AwsNative" Version="1.2.*" /></Project>"#,
    )]);
    assert_eq!(net.detect("dotnet").required.as_deref(), Some("1.2.*"));
    assert!(matches!(detect(&Project::new(&[]).facts("go"), None), Err(SdkError::NoManifest { .. })));
}

#[test]
fn a_pom_gets_the_dependency_in_the_projects_own_list() {
    let pom = "<project>\n  <dependencyManagement>\n    <dependencies>\n    </dependencies>\n  </dependencyManagement>\n  <dependencies>\n  </dependencies>\n</project>\n";
    let project = Project::new(&[("pom.xml", pom)]);
    assert_eq!(project.detect("java").required, None);
    let out = pom_with_dependency(pom, MAVEN_CANDIDATES[0], "1.2.3").unwrap();
    assert!(out.contains("  <dependencies>\n      <dependency>\n          <groupId>com.pulumi</groupId>"), "{out}");
    fs::write(project.0.path().join("pom.xml"), out).unwrap();
    assert_eq!(project.detect("java").required.as_deref(), Some("1.2.3"));
    assert_eq!(pom_with_dependency("<project></project>", MAVEN_CANDIDATES[0], "1"), None);
}

#[test]
fn yaml_programs_need_no_package() {
    assert!(matches!(detect(&Project::new(&[]).facts("yaml"), None), Err(SdkError::NoPackage { .. })));
}

#[test]
#[cfg(unix)]
fn a_step_hands_on_its_output_and_its_failure() {
    let dir = tempfile::tempdir().unwrap();
    let script = "echo out; echo err >&2; exit 3";
    let step = Step::new("sh", &["-c", script], dir.path());
    let mut lines = Vec::new();
    let error = run(&step, &mut |line| lines.push(line.to_owned())).unwrap_err();
    lines.sort();
    assert_eq!(lines, ["err", "out"]);
    assert!(error.to_string().contains('3'), "{error}");
    let missing = Step::new("no-such-program-here", &[], dir.path());
    assert!(matches!(run(&missing, &mut |_| {}), Err(SdkError::NoTool { .. })));
}
