//! The code to scan, as a drawing.

use fast_qr::{ECL, QRBuilder};

use crate::error::DocumentError;

/// Draws the code for an address as SVG: one unit a module, one path, so that no renderer shows
/// seams. Level M restores 15 % of a crumpled or stained code.
///
/// The quiet zone is not part of it: the page leaves more white around the code than the four
/// modules that ISO/IEC 18004 asks for.
pub fn draw(url: &str) -> Result<String, DocumentError> {
    let code = QRBuilder::new(url).ecl(ECL::M).build().map_err(|_| DocumentError::QrTooLong { bytes: url.len() })?;
    let side = code.size;
    let path: String = (0..side).map(|y| row(y, &code[y])).collect();
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}" fill="#11141b"/></svg>"##
    ))
}

/// The dark runs of one row as rectangles.
fn row(y: usize, modules: &[fast_qr::Module]) -> String {
    let mut path = String::new();
    let mut x = 0;
    while x < modules.len() {
        let dark = modules[x..].iter().take_while(|module| module.value()).count();
        if dark > 0 {
            path.push_str(&format!("M{x} {y}h{dark}v1h-{dark}z"));
        }
        x += dark.max(1);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_can_be_scanned_and_gives_the_address_back() {
        for url in ["https://akno.example/v/AK-2026-000123", "https://akno.example/заявы/ўзгадненне?code=7М4К", "a"]
        {
            assert_eq!(scanned(&draw(url).unwrap()), url);
        }
    }

    #[test]
    fn the_longest_address_is_drawn_and_a_longer_one_is_refused() {
        let longest = "ў".repeat(1165);
        assert_eq!(scanned(&draw(&longest).unwrap()), longest);
        assert_eq!(draw(&"x".repeat(2332)), Err(DocumentError::QrTooLong { bytes: 2332 }));
    }

    #[test]
    fn an_empty_address_is_drawn_too() {
        assert!(draw("").unwrap().contains("<path"));
    }

    /// Paints the drawing, four pixels a module, with its quiet zone, and reads it as a camera's
    /// program would.
    fn scanned(svg: &str) -> String {
        let side: usize = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        let mut dark = vec![vec![false; side]; side];
        let path = svg.split("d=\"").nth(1).unwrap().split('"').next().unwrap();
        for run in path.split_terminator('z') {
            let numbers: Vec<usize> =
                run.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
            let [x, y, length, ..] = numbers[..] else { panic!("{run}") };
            dark[y][x..x + length].fill(true);
        }
        let pixels = (side + 8) * 4;
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, |x, y| {
            let at = |pixel: usize| (pixel / 4).checked_sub(4).filter(|module| *module < side);
            match (at(x), at(y)) {
                (Some(x), Some(y)) if dark[y][x] => 0,
                _ => 255,
            }
        });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }
}
