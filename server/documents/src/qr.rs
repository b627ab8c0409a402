//! The code to scan, as a drawing.

use fast_qr::{ECL, QRBuilder};

use crate::error::DocumentError;

/// The drawing's size in modules, without the quiet zone: the page leaves more white around it
/// than the four modules that ISO/IEC 18004 asks for.
#[derive(Debug)]
pub struct Drawing {
    /// Modules a side.
    pub side: usize,
    /// An SVG of `side` × `side` units: one path, so that no renderer shows seams.
    pub svg: String,
}

/// Draws the code for an address. Level M restores 15 % of a crumpled or stained code.
pub fn draw(url: &str) -> Result<Drawing, DocumentError> {
    let code = QRBuilder::new(url)
        .ecl(ECL::M)
        .build()
        .map_err(|_| DocumentError::QrTooLong { bytes: url.len() })?;
    let side = code.size;
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let length = code[y][x..].iter().take_while(|module| module.value()).count();
            if length > 0 {
                path.push_str(&format!("M{x} {y}h{length}v1h-{length}z"));
            }
            x += length.max(1);
        }
    }
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}" fill="#11151c"/></svg>"##
    );
    Ok(Drawing { side, svg })
}
