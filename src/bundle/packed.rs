//! Columns of numbers as short strings: the variable-length base64 of source maps, unsigned.
//!
//! A character carries five bits of a number, the lowest first, and whether more follow. JSON
//! carries such a string as it is, a browser reads it without making an object for each number,
//! and small numbers, which are nearly all of them, cost one character. Decoding is total: any
//! text gives numbers or a sentence. Only the bundle uses it.

/// The alphabet of source maps (RFC 4648, section 4): a character for each six bits.
const ALPHABET: [u8; 64] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What no character of the alphabet means.
const FOREIGN: u8 = 0xff;

/// The six bits of every byte.
const BITS: [u8; 256] = bits();

/// The bit of a character that says that more of the number follows.
const MORE: u8 = 32;

const fn bits() -> [u8; 256] {
    let mut bits = [FOREIGN; 256];
    let mut value = 0;
    while value < 64 {
        bits[ALPHABET[value as usize] as usize] = value;
        value += 1;
    }
    bits
}

/// Numbers as text, in one to seven characters each.
pub fn encode(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut text = String::new();
    for mut number in numbers {
        while number >= u32::from(MORE) {
            text.push(char::from(ALPHABET[(number as u8 & (MORE - 1) | MORE) as usize]));
            number >>= 5;
        }
        text.push(char::from(ALPHABET[number as usize & 31]));
    }
    text
}

/// Numbers as text, each as its step from the one before, the first from zero: for columns in
/// which neighbours are close.
pub fn encode_steps(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut before = 0;
    encode(numbers.into_iter().map(|number| zigzag(std::mem::replace(&mut before, number), number)))
}

/// Numbers as text, each as its step from the number at its place in another column: for columns
/// that are nearly alike.
pub fn encode_beside(numbers: &[u32], others: &[u32]) -> String {
    encode(others.iter().zip(numbers).map(|(other, number)| zigzag(*other, *number)))
}

/// A step as a number without a sign: 0, -1, 1, -2 are 0, 1, 2, 3.
fn zigzag(from: u32, to: u32) -> u32 {
    let step = to.wrapping_sub(from) as i32;
    ((step << 1) ^ (step >> 31)) as u32
}

/// Where a step leads. It wraps around rather than fail: the limit catches what is nonsense.
fn walk(from: u32, zigzag: u32) -> u32 {
    from.wrapping_add((zigzag >> 1) ^ (zigzag & 1).wrapping_neg())
}

/// Reads what [`encode`] wrote: so many numbers, each of them below a limit.
///
/// # Errors
/// A phrase: a foreign character, a number that does not end, is too large or is not below the
/// limit, more or fewer numbers than there should be.
pub fn decode<T: TryFrom<u32>>(text: &str, count: usize, limit: u32) -> Result<Vec<T>, String> {
    read(text, count, limit, |number| number)
}

/// Reads what [`encode_steps`] wrote: so many numbers, each of them below a limit.
///
/// # Errors
/// As [`decode`].
pub fn decode_steps<T: TryFrom<u32>>(text: &str, count: usize, limit: u32) -> Result<Vec<T>, String> {
    let mut before = 0;
    read(text, count, limit, |step| {
        before = walk(before, step);
        before
    })
}

/// Reads what [`encode_beside`] wrote: as many numbers as the other column has, each of them
/// below a limit.
///
/// # Errors
/// As [`decode`].
pub fn decode_beside<T: TryFrom<u32>>(text: &str, others: &[u32], limit: u32) -> Result<Vec<T>, String> {
    let mut left = others.iter();
    // Past the other column there are too many numbers anyway.
    read(text, others.len(), limit, |step| walk(left.next().copied().unwrap_or_default(), step))
}

fn read<T: TryFrom<u32>>(
    text: &str,
    count: usize,
    limit: u32,
    mut meaning: impl FnMut(u32) -> u32,
) -> Result<Vec<T>, String> {
    // A number is at least one character, so a lie about the count cannot ask for much memory.
    if count > text.len() {
        return Err(format!("{count} numbers cannot stand in {} characters", text.len()));
    }
    let mut numbers = Vec::with_capacity(count);
    let (mut number, mut shift) = (0_u32, 0_u32);
    for byte in text.bytes() {
        let bits = BITS[usize::from(byte)];
        let low = u32::from(bits & (MORE - 1));
        // The seventh character has room for two bits of the 32.
        if bits == FOREIGN || shift > 30 || (shift == 30 && low > 3) {
            return Err(fault(bits == FOREIGN, byte));
        }
        number |= low << shift;
        if bits & MORE != 0 {
            shift += 5;
            continue;
        }
        let value = meaning(number);
        if value >= limit {
            return Err(format!("{value} is not below {limit}"));
        }
        numbers.push(T::try_from(value).map_err(|_| format!("{value} is too large"))?);
        (number, shift) = (0, 0);
    }
    if shift > 0 {
        return Err("the last number does not end".to_owned());
    }
    if numbers.len() != count {
        return Err(format!("there are {} numbers instead of {count}", numbers.len()));
    }
    Ok(numbers)
}

fn fault(foreign: bool, byte: u8) -> String {
    if foreign {
        return format!("the byte {byte} stands for no number");
    }
    "a number has more than 32 bits".to_owned()
}
