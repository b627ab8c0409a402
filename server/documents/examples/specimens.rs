//! Writes a receipt and a form in each language to a folder, and says how long each took:
//! `cargo run -p documents --example specimens -- FOLDER`.

use std::time::Instant;

use documents::{Language, typeset};

#[path = "../tests/documents/samples.rs"]
mod samples;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder to write to")?;
    std::fs::create_dir_all(&folder)?;
    for (name, lang) in [("ru", Language::Ru), ("be", Language::Be), ("en", Language::En)] {
        let specimens = [("receipt", samples::receipt(lang)), ("form", samples::form(lang))];
        for (kind, document) in specimens {
            let started = Instant::now();
            let pdf = typeset(&document)?;
            let took = started.elapsed();
            let path = format!("{folder}/{kind}-{name}.pdf");
            std::fs::write(&path, &pdf)?;
            println!("{path}: {} bytes in {took:?}", pdf.len());
        }
    }
    let blank = samples::bare("Пустой лист", Vec::new());
    std::fs::write(format!("{folder}/blank.pdf"), typeset(&blank)?)?;
    Ok(())
}
