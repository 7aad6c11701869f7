//! English as it is compiled in: what the lines of `words/en.txt` say, without their names and the remarks
//! between them, which no visitor has to download. Other files keep their names; of all names together
//! a number is kept here, so that a file of another version is known.

const FILE: &[u8] = include_bytes!("../../words/en.txt");
const LEN: usize = divided::<{ FILE.len() }>(FILE).1;
static LINES: [u8; LEN] = divided::<LEN>(FILE).0;

/// The messages, a line each.
pub(super) static ENGLISH: &str = match str::from_utf8(&LINES) {
    Ok(lines) => lines,
    Err(_) => panic!("words/en.txt is no UTF-8"),
};

/// What the names of the messages, in their order, come to.
pub(super) const NAMES: u64 = divided::<LEN>(FILE).2;

/// What no name comes to.
pub(super) const NAMELESS: u64 = 0xcbf2_9ce4_8422_2325;

/// What names come to with one more: FNV-1a, <http://www.isthe.com/chongo/tech/comp/fnv/>.
pub(super) const fn with_name(mut names: u64, name: &[u8]) -> u64 {
    let mut at = 0;
    while at <= name.len() {
        let byte = if at < name.len() { name[at] } else { b'\n' };
        names = (names ^ byte as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    names
}

/// The messages of a file, how long they are together, and what its names come to.
const fn divided<const N: usize>(file: &[u8]) -> ([u8; N], usize, u64) {
    let (mut kept, mut len, mut names) = ([0; N], 0, NAMELESS);
    let mut rest = file;
    while let Some(end) = place(rest, b"\n") {
        let (line, after) = rest.split_at(end);
        if let (false, Some(sign)) = (matches!(line, [b'#', ..]), place(line, b" = ")) {
            names = with_name(names, line.split_at(sign).0);
            let mut at = sign + 3;
            // With the end of the line.
            while at <= end {
                kept[len] = rest[at];
                (len, at) = (len + 1, at + 1);
            }
        }
        rest = after.split_at(1).1;
    }
    (kept, len, names)
}

/// Where some bytes stand first.
const fn place(within: &[u8], sought: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at + sought.len() <= within.len() {
        let mut same = 0;
        while same < sought.len() && within[at + same] == sought[same] {
            same += 1;
        }
        if same == sought.len() {
            return Some(at);
        }
        at += 1;
    }
    None
}
