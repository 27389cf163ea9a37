//! Words in several languages, titles composed of them, and keyword matching. Knows no API.

/// The languages of every word, in the order of the columns. All titles are translated from the first one.
const LANGUAGES: [&str; 12] = ["zh", "en", "ru", "vi", "ja", "ko", "fr", "pt", "es", "th", "id", "ar"];

/// A language in which words are available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(usize);

impl Language {
    /// Chinese, from which titles are translated.
    pub const SOURCE: Self = Self(0);
    /// English.
    pub const ENGLISH: Self = Self(1);
    /// Russian.
    pub const RUSSIAN: Self = Self(2);

    /// Returns the language of a code such as `en` or `en_US`. For unknown codes, returns the source language, so that
    /// texts stay untranslated.
    ///
    /// ```
    /// use dajisaas::stand_in::market::language::Language;
    ///
    /// assert_eq!(Language::of("en_US"), Language::ENGLISH);
    /// assert_eq!(Language::of("tlh"), Language::SOURCE);
    /// ```
    #[must_use]
    pub fn of(code: &str) -> Self {
        let code = code.split(['_', '-']).next().unwrap_or_default();
        LANGUAGES.iter().position(|known| known.eq_ignore_ascii_case(code)).map_or(Self::SOURCE, Self)
    }

    /// All languages.
    ///
    /// ```
    /// use dajisaas::stand_in::market::language::Language;
    ///
    /// assert_eq!(Language::all().next(), Some(Language::SOURCE));
    /// ```
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len()).map(Self)
    }
}

/// A word in every language, as a row with `|` between them; a row of one entry reads the same everywhere.
///
/// ```
/// use dajisaas::stand_in::market::language::{Language, Word};
///
/// const DRESS: Word = Word("连衣裙|dress|платье");
/// assert_eq!((DRESS.source(), DRESS.to(Language::ENGLISH)), ("连衣裙", "dress"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a row of a word list is all there is")]
pub struct Word(pub &'static str);

impl Word {
    /// Returns the word in a language.
    #[must_use]
    pub fn to(self, language: Language) -> &'static str {
        self.0.split('|').nth(language.0).unwrap_or_else(|| self.source())
    }

    /// Returns the word in Chinese.
    #[must_use]
    pub fn source(self) -> &'static str {
        self.0.split('|').next().unwrap_or_default()
    }
}

/// A title: a noun, its qualities, and a mark that is the same in every language.
///
/// ```
/// use dajisaas::stand_in::market::language::{Language, Word, title};
///
/// let (dress, summer) = (Word("连衣裙|dress"), Word("夏季|summer"));
/// assert_eq!(title(Language::ENGLISH, dress, &[summer], "A7"), "Summer dress A7");
/// ```
#[must_use]
pub fn title(language: Language, noun: Word, qualities: &[Word], mark: &str) -> String {
    let code = LANGUAGES.get(language.0).copied().unwrap_or_default();
    let mut words: Vec<&str> = qualities.iter().map(|word| word.to(language)).collect();
    match code {
        "zh" | "en" | "ru" | "ja" | "ko" => words.push(noun.to(language)),
        _ => words.insert(0, noun.to(language)),
    }
    let mut title = capitalized(&words.join(if matches!(code, "zh" | "ja") { "" } else { " " }));
    if !mark.is_empty() {
        title.push(' ');
        title.push_str(mark);
    }
    title
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Returns whether a lower-case text contains every word of a keyword, each at the beginning of a word.
///
/// ```
/// use dajisaas::stand_in::market::language::has_keyword;
///
/// assert!(has_keyword("women's summer dresses", "Dress summer"));
/// assert!(!has_keyword("women's pants", "men's"));
/// ```
#[must_use]
pub fn has_keyword(text: &str, keyword: &str) -> bool {
    keyword.to_lowercase().split_whitespace().all(|word| has_word(text, word))
}

/// Returns whether a word begins somewhere in a text. Scripts without blanks have no boundaries.
fn has_word(text: &str, word: &str) -> bool {
    let has_boundaries = word.chars().next().is_some_and(is_spaced_letter);
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        !(has_boundaries && before.is_some_and(is_spaced_letter))
    })
}

/// Returns whether the letter belongs to a script that separates words by blanks: not those from Thai on, except the
/// Latin ones among them.
fn is_spaced_letter(letter: char) -> bool {
    letter.is_alphabetic() && (letter < '\u{e00}' || ('\u{1e00}'..'\u{2000}').contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::{Language, Word, has_keyword, title};

    const DRESS: Word = Word("连衣裙|dress|платье|đầm|ワンピース|원피스|robe");
    const SUMMER: Word = Word("夏季|summer|летнее|mùa hè|夏|여름|d'été");

    #[test]
    fn a_title_has_the_order_of_its_language() {
        let in_language = |code| title(Language::of(code), DRESS, &[SUMMER], "");
        assert_eq!(in_language("zh"), "夏季连衣裙");
        assert_eq!(in_language("en_US"), "Summer dress");
        assert_eq!(in_language("fr"), "Robe d'été");
        assert_eq!(in_language("xx"), "夏季连衣裙");
        assert_eq!(title(Language::of("ja"), DRESS, &[], "A 1"), "ワンピース A 1");
    }

    #[test]
    fn a_keyword_begins_words_where_a_script_has_them() {
        assert!(has_keyword("women's summer dresses", "DRESS summer"));
        assert!(!has_keyword("women's pants", "men's") && !has_keyword("spans", "pan"));
        assert!(has_keyword("超轻tpu内胎", "TPU") && has_keyword("超轻tpu内胎", "内胎") && has_keyword("x", ""));
    }
}
