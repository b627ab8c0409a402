//! The one script of the bundle: wasm-bindgen's glue, then the boot code of the islands.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// What wasm-bindgen writes at the end for those who import the module; nobody does.
const INITIALISER: &str = "__wbg_init";

/// `app/islands/boot.js`, which defines `start(initialise, exported, wasm)`.
pub fn boot_code(root: &Path) -> Result<String> {
    let path = root.join("app/islands/boot.js");
    fs::read_to_string(&path).with_context(|| path.display().to_string())
}

/// Glue and boot code as one module without exports, so that a minifier may shorten every name. The
/// table of exported functions lets the boot code find an island by the identifier in the HTML.
pub fn compose(glue: &str, boot: &str, wasm: &str) -> Result<String> {
    let mut exported = Vec::new();
    let mut script = String::new();
    for line in glue.lines() {
        if let Some(function) = line.strip_prefix("export function ") {
            exported.push(function.split('(').next().unwrap_or_default().trim().to_owned());
            script.push_str("function ");
            script.push_str(function);
        } else if let Some(class) = line.strip_prefix("export class ") {
            // A class that the glue hands to the module itself.
            script.push_str("class ");
            script.push_str(class);
        } else if line.starts_with("export {") {
            if !line.contains(&format!("{INITIALISER} as default")) {
                bail!("wasm-bindgen exports what the boot code does not know: {line}");
            }
            continue;
        } else if line.starts_with("export ") {
            bail!("wasm-bindgen exports what the boot code does not know: {line}");
        } else {
            script.push_str(line);
        }
        script.push('\n');
    }
    if !glue.contains(&format!("function {INITIALISER}(")) {
        bail!("wasm-bindgen's script has no function {INITIALISER}");
    }
    script.push_str(boot);
    script.push_str(&format!("\nstart({INITIALISER}, {{ {} }}, {wasm:?});\n", exported.join(", ")));
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "\
let wasm;
export function hydrate() { wasm.hydrate(); }
export class Stream {}
export function Address_12(el) { wasm.Address_12(el); }
async function __wbg_init(module_or_path) { return wasm; }
export { initSync, __wbg_init as default };
";

    #[test]
    fn every_exported_function_reaches_the_boot_code_and_nothing_is_exported() {
        let script = compose(GLUE, "function start() {}", "akno.1.wasm").expect("script");
        assert!(
            script.ends_with("function start() {}\nstart(__wbg_init, { hydrate, Address_12 }, \"akno.1.wasm\");\n")
        );
        assert!(!script.contains("export"), "{script}");
        assert!(script.contains("\nfunction Address_12(el) {"), "{script}");
    }

    #[test]
    fn glue_of_another_shape_is_refused() {
        for odd in ["export const odd = 1;", "export { odd as strange }"] {
            assert!(compose(&format!("{GLUE}{odd}\n"), "", "w").is_err(), "{odd}");
        }
        assert!(compose("let wasm;", "", "w").is_err());
    }
}
