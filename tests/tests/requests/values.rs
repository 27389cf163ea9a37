//! Values on the wire: each accepts what third parties really send, and writes one exact form.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::fmt::{Debug, Display};
use std::str::FromStr;

use api_1688::{
    ChinaTime, Date, Fen, ImageRegion, ImageRegions, Language, OfferId, OrderId, QuoteType, Sort, SortKey, SortOrder,
    Timestamp, Yuan,
};
use countersign::operation::{Notation, Pattern};
use countersign::param::ValueError;
use countersign::value::{
    self, Amount, Base64Bytes, Compact, Currency, Decimal, MinorAmount, Percent, Rfc3339, TimeStyle, UnixMilliseconds,
    UnixSeconds, Zone,
};
use countersign_tests::arbitrary;
use proptest::prelude::{any, proptest};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Reads a value; JSON numbers keep their digits.
fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Asserts that none of these can be read.
fn refuses<T: DeserializeOwned + Debug>(texts: &[&str]) {
    for text in texts {
        let read = serde_json::from_str::<T>(text);
        assert!(read.is_err(), "{text} was read as {:?}", read.unwrap());
    }
}

/// Asserts that a value can be read back from its text and from JSON.
fn reads_itself<T>(value: &T)
where
    T: Display + FromStr<Err: Debug> + DeserializeOwned + serde::Serialize + PartialEq + Debug,
{
    assert_eq!(&value.to_string().parse::<T>().unwrap(), value);
    assert_eq!(&read::<T>(&serde_json::to_string(value).unwrap()), value);
}

#[test]
fn yuan_keep_the_decimals_they_were_read_with() {
    for text in ["6.9", "6.90", "140.0", "4", "0", "-0.01", "12345678901234567890.12"] {
        let amount: Yuan = text.parse().unwrap();
        assert_eq!(amount.to_string(), text);
        assert_eq!(read::<Yuan>(&format!("\"{text}\"")), amount);
        assert_eq!(serde_json::to_value(amount).unwrap(), json!(text));
    }
    assert_eq!(read::<Yuan>("6.9"), read::<Yuan>("\"6.90\""), "a number is read too");
    assert_eq!(read::<Yuan>("13"), Yuan::from(13));
    refuses::<Yuan>(&["\"cheap\"", "\"\"", "null", "\"NaN\"", "\"1,000\"", "[]", "true"]);
}

#[test]
fn fen_are_whole() {
    for text in ["1196", "\"1196\"", "1196.0"] {
        assert_eq!(read::<Fen>(text), Fen::new(1196));
    }
    assert_eq!(read::<Fen>("-3989").to_major().to_string(), "-39.89");
    assert_eq!(serde_json::to_value(Fen::new(1196)).unwrap(), json!(1196));
    refuses::<Fen>(&["11.96", "\"11.96\"", "\"\"", "null", "1e300", "9223372036854775808"]);
}

#[test]
fn yuan_and_fen_convert_exactly_or_not_at_all() {
    let fen = |text: &str| text.parse::<Yuan>().unwrap().to_minor();
    assert_eq!(
        (fen("13.21"), fen("13.210"), fen("13.2")),
        (Some(Fen::new(1321)), Some(Fen::new(1321)), Some(Fen::new(1320)))
    );
    assert_eq!(fen("13.211"), None, "a part of a fen");
    assert_eq!(fen("92233720368547758.08"), None, "too large");
    assert_eq!(fen("92233720368547758.07"), Some(Fen::new(i64::MAX)));
    assert_eq!(Fen::new(i64::MIN).to_major().to_minor(), Some(Fen::new(i64::MIN)));
}

#[test]
fn money_is_added_without_loss() {
    let cents: Yuan = ["0.1", "0.2"].iter().map(|text| text.parse::<Yuan>().unwrap()).sum();
    assert_eq!(cents, "0.3".parse().unwrap());
    assert_eq!((cents * 3 - cents).to_minor(), Some(Fen::new(60)));
    assert_eq!(-Fen::new(5) + Fen::new(7) * 2, Fen::new(9));
}

#[test]
fn amounts_that_are_too_large_are_reported_and_never_wrong() {
    let most = Fen::new(i64::MAX);
    assert_eq!((most.checked_add(Fen::new(1)), most.checked_mul(2)), (None, None));
    assert_eq!(Fen::new(i64::MIN).checked_sub(Fen::new(1)), None);
    assert_eq!(Fen::new(5).checked_sub(Fen::new(7)), Some(Fen::new(-2)));
    let most: Yuan = "79228162514264337593543950335".parse().unwrap();
    assert_eq!(
        (most.checked_add(1.into()), most.checked_mul(2), most.checked_sub(1.into()).is_some()),
        (None, None, true)
    );
    // A decimal has at least 28 digits; anything longer would be rounded.
    let (most, fen): (Yuan, Yuan) = ("7922816251426433759354395033.5".parse().unwrap(), "0.01".parse().unwrap());
    assert_eq!((most.checked_add(fen), most.checked_sub(fen)), (None, None));
    assert_eq!(most.checked_mul(3), None, "a part of a yuan is lost");
    assert_eq!(fen.checked_mul(0), Some(Yuan::ZERO));
    assert_eq!(Yuan::ZERO.checked_add(most), Some(most));
    let panics = |work: fn() -> Fen| std::panic::catch_unwind(work).is_err();
    assert!(panics(|| Fen::new(i64::MAX) + Fen::new(1)) && panics(|| Fen::new(i64::MAX) * 2));
    assert!(panics(|| -Fen::new(i64::MIN)));
}

#[test]
fn ids_keep_every_digit() {
    for digits in ["0", "9007199254740993", "2257164624870311973", "18446744073709551615"] {
        let id: OrderId = digits.parse().unwrap();
        assert_eq!(id.to_string(), digits);
        assert_eq!((read::<OrderId>(digits), read::<OrderId>(&format!("\"{digits}\""))), (id, id));
        assert_eq!(serde_json::to_value(id).unwrap(), json!(digits));
    }
    refuses::<OfferId>(&[
        "1.5",
        "1e3",
        "-1",
        "\"-1\"",
        "\"+1\"",
        "\" 1\"",
        "\"12a\"",
        "\"\"",
        "null",
        "18446744073709551616",
    ]);
    assert_eq!(
        "12a".parse::<OfferId>().map_err(|error| error.to_string()),
        Err(String::from("must be an id: digits, is \"12a\""))
    );
}

#[test]
fn shares_are_read_as_percent_and_as_fraction() {
    for (text, shown, fraction) in [
        ("\"20%\"", "20%", "0.2"),
        ("\"0.2\"", "20%", "0.2"),
        ("0.2", "20%", "0.2"),
        ("\"0%\"", "0%", "0"),
        ("\"12.5%\"", "12.5%", "0.125"),
        ("\"1.0\"", "100%", "1"),
        ("\"0.5248322147651007\"", "52.48322147651007%", "0.5248322147651007"),
    ] {
        let share: Percent = read(text);
        assert_eq!((share.to_string().as_str(), share.as_fraction()), (shown, fraction.parse().unwrap()), "{text}");
        reads_itself(&share);
    }
    refuses::<Percent>(&["\"many\"", "\"%\"", "\"\"", "null", "\"20%%\""]);
}

#[test]
fn a_time_is_the_same_in_every_form() {
    let time = Timestamp::from_millisecond(1_528_942_782_000);
    for text in [
        "\"20180614101942000+0800\"",
        "\"20180614101942000\"",
        "\"2018-06-14 10:19:42\"",
        "\"2018-06-14T10:19:42\"",
        "\"2018-06-14T02:19:42Z\"",
        "\"2018-06-14T10:19:42+08:00\"",
        "\"20180613191942000-0700\"",
        "\"1528942782000\"",
        "1528942782000",
    ] {
        assert_eq!(read::<Timestamp>(text), time, "{text}");
    }
    assert_eq!(time.to_string(), "20180614101942000+0800");
    assert_eq!(read::<Timestamp>("\"20180614101942123+0800\"").as_millisecond(), 1_528_942_782_123);
    refuses::<Timestamp>(&[
        "\"yesterday\"",
        "\"\"",
        "null",
        "\"20181314101942000+0800\"",
        "\"2018-06-14 25:00:00\"",
        // A day and seconds, which are not plausible as milliseconds.
        "20180614",
        "\"1528942782\"",
        "[]",
    ]);
}

/// What an API of Italian tills declares.
enum Receipt {}

impl TimeStyle for Receipt {
    const TIME: Notation = Notation::Text(Pattern::new("%d.%m.%Y %H:%M", "14.06.2018 10:19"));
    const DATE: Pattern = Pattern::new("%d.%m.%Y", "14.06.2018");
    const ZONE: Zone = Zone::hours(2);
}

/// Month before day: its own form must take precedence over the common ones.
enum American {}

impl TimeStyle for American {
    const TIME: Notation = Notation::Text(Pattern::new("%Y-%d-%m %H:%M:%S%z", "2018-14-06 02:19:42+0000"));
    const DATE: Pattern = Pattern::new("%Y-%d-%m", "2018-14-06");
}

fn written<S: TimeStyle>(time: Timestamp) -> (String, Value) {
    let time: value::Timestamp<S> = time.to_style();
    (time.to_string(), serde_json::to_value(time).unwrap())
}

#[test]
fn each_style_writes_a_time_in_its_own_form() {
    let time: Timestamp = "20180614101942123+0800".parse().unwrap();
    let text = |text: &str| (text.to_owned(), json!(text));
    assert_eq!(written::<Rfc3339>(time), text("2018-06-14T02:19:42.123Z"));
    assert_eq!(written::<Compact>(time), text("20180614T021942Z"));
    assert_eq!(written::<Receipt>(time), text("14.06.2018 04:19"));
    assert_eq!(written::<UnixSeconds>(time), (String::from("1528942782"), json!(1_528_942_782)));
    assert_eq!(written::<UnixMilliseconds>(time), (String::from("1528942782123"), json!(1_528_942_782_123_i64)));
    let day = Date::new(2018, 6, 4).unwrap();
    assert_eq!(day.to_style::<Rfc3339>().to_string(), "2018-06-04");
    assert_eq!(day.to_style::<Compact>().to_string(), "20180604");
    assert_eq!(day.to_style::<Receipt>().to_string(), "04.06.2018");
    assert_eq!(day.to_style::<American>().to_string(), "2018-04-06");
}

#[test]
fn a_time_without_a_zone_is_in_that_of_its_style() {
    fn read_in<S: TimeStyle>(text: &str) -> i64 {
        text.parse::<value::Timestamp<S>>().unwrap().as_second()
    }
    for (text, utc) in [("2018-06-14 10:19:42", 1_528_971_582), ("20180614101942", 1_528_971_582)] {
        assert_eq!((read_in::<Rfc3339>(text), read_in::<UnixSeconds>("\u{20}1528971582 ")), (utc, utc));
        assert_eq!(text.parse::<Timestamp>().unwrap().as_second(), utc - 8 * 3600);
    }
    assert_eq!(read_in::<Receipt>("2018-06-14 10:19"), 1_528_971_540 - 2 * 3600);
    for offset in ["2018-06-14T10:19:42+08:00", "2018-06-14T02:19:42Z", "20180614101942000+0800"] {
        assert_eq!((read_in::<Rfc3339>(offset), read_in::<Receipt>(offset)), (1_528_942_782, 1_528_942_740));
        assert_eq!(read_in::<UnixSeconds>(offset), 1_528_942_782);
    }
}

#[test]
fn a_number_is_read_in_the_unit_of_its_unix_style() {
    type Seconds = value::Timestamp<UnixSeconds>;
    type Milliseconds = value::Timestamp<UnixMilliseconds>;
    for number in ["1528942782", "\"1528942782\"", "1528942782.0", "20180614", "-1", "0"] {
        let digits: i64 = number.trim_matches('"').trim_end_matches(".0").parse().unwrap();
        assert_eq!(read::<Seconds>(number).as_second(), digits);
        assert_eq!(read::<Milliseconds>(number).as_millisecond(), digits);
    }
    refuses::<Seconds>(&["1528942782000", "1528942782.5", "\"+1\"", "9223372036854775807", "\"soon\"", "true"]);
    refuses::<Milliseconds>(&["9223372036854775807", "1.5", "\"\""]);
}

#[test]
fn a_zone_with_summer_time_is_used_where_the_system_knows_it() {
    enum NewYork {}
    impl TimeStyle for NewYork {
        const TIME: Notation = Notation::Text(Pattern::new("%Y-%m-%d %H:%M:%S", "2018-06-14 10:19:42"));
        const ZONE: Zone = Zone::named("America/New_York");
    }
    type Local = value::Timestamp<NewYork>;
    if has_no_zones() {
        return assert!("2018-06-14 10:19:42".parse::<Local>().is_err());
    }
    for (text, second) in [("2018-06-14 10:19:42", 1_528_985_982), ("2018-01-14 10:19:42", 1_515_943_182)] {
        let time: Local = text.parse().unwrap();
        assert_eq!((time.as_second(), time.to_string().as_str()), (second, text));
    }
    refuses::<Local>(&["\"2018-03-11 02:30:00\"", "\"2018-11-04 01:30:00\""]);
    assert_eq!("2018-11-04T01:30:00-04:00".parse::<Local>().unwrap().as_second(), 1_541_309_400);
}

#[test]
fn a_zone_that_the_system_does_not_know_is_never_guessed() {
    enum Mars {}
    impl TimeStyle for Mars {
        const TIME: Notation = Notation::Text(Pattern::new("%Y-%m-%d %H:%M:%S", "2018-06-14 10:19:42"));
        const ZONE: Zone = Zone::named("Mars/Olympus");
    }
    refuses::<value::Timestamp<Mars>>(&["\"2018-06-14 10:19:42\""]);
    let time: value::Timestamp<Mars> = "2018-06-14T02:19:42Z".parse().unwrap();
    assert_eq!(time.to_string(), "2018-06-14T02:19:42Z");
}

#[test]
fn an_error_names_the_form_of_the_style() {
    let error = |text: Result<value::Timestamp<Receipt>, ValueError>| text.unwrap_err().to_string();
    assert!(error("soon".parse()).starts_with("must be a time, such as 14.06.2018 10:19 or "));
    assert_eq!(
        "soon".parse::<value::Date<Receipt>>().unwrap_err().to_string(),
        "must be a day, such as 14.06.2018, is \"soon\""
    );
    assert_eq!("x".parse::<Yuan>().unwrap_err().to_string(), "must be an amount in CNY, such as 6.90, is \"x\"");
    let error = serde_json::from_str::<Fen>("1.5").unwrap_err().to_string();
    assert!(error.contains("a whole number of fen"), "{error}");
}

#[test]
fn currencies_differ_in_their_minor_units() {
    enum Yen {}
    impl Currency for Yen {
        const CODE: &'static str = "JPY";
        const NAME: &'static str = "yen";
        const MINOR_NAME: &'static str = "yen";
        const MINOR_DIGITS: u32 = 0;
    }
    enum Dinar {}
    impl Currency for Dinar {
        const CODE: &'static str = "KWD";
        const NAME: &'static str = "dinar";
        const MINOR_NAME: &'static str = "fils";
        const MINOR_DIGITS: u32 = 3;
    }
    fn minor<C: Currency>(text: &str) -> Option<i64> {
        text.parse::<Amount<C>>().unwrap().to_minor().map(MinorAmount::get)
    }
    assert_eq!((minor::<Yen>("690"), minor::<Yen>("6.9")), (Some(690), None));
    assert_eq!((minor::<Dinar>("6.9"), minor::<Dinar>("6.9001")), (Some(6900), None));
    assert_eq!(MinorAmount::<Dinar>::new(6900).to_major().to_string(), "6.900");
    assert_eq!(format!("{:?}", MinorAmount::<Dinar>::new(6900)), "MinorAmount(6900 fils)");
    assert_eq!(format!("{:?}", Amount::<Yen>::from(690)), "Amount(690 JPY)");
}

#[test]
fn common_forms_of_a_time_are_read() {
    let minute = Timestamp::from_millisecond(1_528_942_740_000);
    let second = Timestamp::from_millisecond(1_528_942_782_000);
    for (text, time) in [
        ("20180614101942", second),
        ("20180614101942Z", Timestamp::from_millisecond(1_528_971_582_000)),
        ("2018/06/14 10:19:42", second),
        ("2018-6-14 10:19:42", second),
        ("2018-06-14 10:19:42 +0800", second),
        ("2018-06-14 10:19:42.000000", second),
        ("2018-06-14T10:19:42,0", second),
        ("2018-06-14 10:19", minute),
        ("2018-06-14T10:19", minute),
        ("2018-06-14T02:19Z", minute),
    ] {
        assert_eq!(text.parse::<Timestamp>().unwrap(), time, "{text}");
    }
    for text in
        ["2018-06-14 24:00", "2018-06-14 10:19:60", "2018-06/14 10:19", "2018-06-14 10:19 tomorrow", "2018-06-14 10"]
    {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
    }
}

#[test]
fn a_zone_in_brackets_is_used_or_refused() {
    let shanghai = "2018-06-14T22:19:42".parse::<Timestamp>().unwrap();
    match "2018-06-14T10:19:42[America/New_York]".parse::<Timestamp>() {
        Ok(time) => assert_eq!(time, shanghai),
        // A system without a time zone database.
        Err(_) => assert!(has_no_zones(), "the zone is refused although the system knows it"),
    }
    assert_eq!("2018-06-14T10:19:42[-04:00]".parse::<Timestamp>().unwrap(), shanghai);
    assert_eq!("2018-06-14T10:19:42-04:00[-04:00]".parse::<Timestamp>().unwrap(), shanghai);
    for text in [
        "2018-06-14T10:19:42[Mars/Olympus]",
        "2018-06-14T10:19:42[America/New_York",
        "2018-06-14T10:19:42[]",
        "2018-06-14T10:19:42+08:00[-04:00]",
        "2018-06-14T10:19:42[+08:00][-04:00]",
        // Skipped by the clocks on that day.
        "2018-03-11T02:30:00[America/New_York]",
    ] {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
    }
}

fn has_no_zones() -> bool {
    !std::path::Path::new("/usr/share/zoneinfo/America/New_York").exists()
}

#[test]
fn a_date_of_zeros_is_absent() {
    use countersign::Decode;
    fn optional<T: Decode>(text: &str) -> Option<T> {
        T::decode_optional(&mut serde_json::Deserializer::from_str(text)).unwrap()
    }
    for zero in ["\"0000-00-00 00:00:00\"", "\"0000-00-00\"", "\"0000-00-00T00:00:00Z\"", "\"00000000000000\"", "\"\""]
    {
        assert_eq!(optional::<Timestamp>(zero), None, "{zero}");
    }
    assert_eq!(optional::<Date>("\"0000-00-00\""), None);
    assert_eq!(optional::<Date>("\"20240620\""), Date::new(2024, 6, 20));
    refuses::<Timestamp>(&["\"0000-00-00 00:00:00\""]);
    refuses::<Date>(&["\"0000-00-00\""]);
}

#[test]
fn a_day_is_read_in_both_forms_and_written_in_one() {
    let day = Date::new(2024, 2, 29).unwrap();
    for text in ["\"20240229\"", "\"2024-02-29\"", "20240229"] {
        assert_eq!(read::<Date>(text), day, "{text}");
    }
    assert_eq!(day.to_string(), "20240229");
    assert_eq!(day.days_until(Date::new(2024, 3, 1).unwrap()), 1);
    assert_eq!(Date::new(2023, 2, 29), None);
    refuses::<Date>(&["\"20230229\"", "\"2024\"", "\"2024062\"", "\"2024-6-2\"", "\"\"", "null"]);
}

#[test]
fn an_enumeration_keeps_what_it_does_not_know() {
    let known: Language = read("\"en\"");
    assert_eq!(known, Language::English);
    let unknown: Language = read("\"xx-Klingon\"");
    assert_eq!((unknown.as_str(), unknown.to_string().as_str()), ("xx-Klingon", "xx-Klingon"));
    assert_eq!(serde_json::to_value(&unknown).unwrap(), json!("xx-Klingon"));
    assert!(!Language::ALL.contains(&unknown));
    assert_ne!(read::<Language>("\"EN\""), Language::English, "another case is another value");
    assert_eq!(format!("{:<5}|", Language::English), "en   |", "it can be put into a table");
    for value in Language::ALL {
        reads_itself(value);
    }
    refuses::<Language>(&["null", "[]", "{}", "true"]);
}

#[test]
fn an_enumeration_of_numbers_writes_numbers() {
    for value in QuoteType::ALL {
        let json = serde_json::to_value(value).unwrap();
        assert!(json.is_i64(), "{json}");
        assert_eq!(read::<QuoteType>(&json.to_string()), *value);
        assert_eq!(read::<QuoteType>(&format!("\"{json}\"")), *value, "or a text of the number");
    }
    assert_eq!(serde_json::to_value(read::<QuoteType>("9")).unwrap(), json!(9));
    for odd in ["nine", "007", "+1", "-0"] {
        assert_eq!(serde_json::to_value(read::<QuoteType>(&format!("\"{odd}\""))).unwrap(), json!(odd));
    }
}

#[test]
fn a_single_member_has_one_name_and_one_value() {
    let cheapest = Sort::new(SortKey::Price, SortOrder::Ascending);
    assert_eq!(serde_json::to_string(&cheapest).unwrap(), r#"{"price":"asc"}"#);
    assert_eq!(read::<Sort>(r#"{ "price": "asc" }"#), cheapest);
    let odd: Sort = read(r#"{"a \"b\"":"up"}"#);
    assert_eq!((odd.name.as_str(), odd.value.as_str()), ("a \"b\"", "up"));
    assert_eq!(serde_json::to_string(&odd).unwrap(), r#"{"a \"b\"":"up"}"#);
    refuses::<Sort>(&["{}", r#"{"price":"asc","monthSold":"desc"}"#, "null", "[]", r#""price""#, r#"{"price":null}"#]);
}

#[test]
fn bytes_travel_as_base64() {
    let bytes = Base64Bytes::from(vec![0xfb, 0xff, 0x00]);
    assert_eq!(bytes.to_string(), "+/8A");
    assert_eq!(read::<Base64Bytes>("\"+/8A\"").as_bytes(), [0xfb, 0xff, 0x00]);
    assert_eq!(format!("{bytes:?}"), "Base64Bytes(3 bytes)");
    refuses::<Base64Bytes>(&["\"data:image/png;base64,+/8A\"", "\"+/8\"", "\"-_8A\"", "null"]);
}

#[test]
fn regions_are_written_x0_x1_y0_y1() {
    let region: ImageRegion = read("\"266,799,48,581\"");
    assert_eq!((region.x0, region.x1, region.y0, region.y1), (266, 799, 48, 581));
    let regions: ImageRegions = read("\"266,799,48,581;0,1,2,3\"");
    assert_eq!((regions.0.len(), regions.to_string().as_str()), (2, "266,799,48,581;0,1,2,3"));
    assert_eq!(read::<ImageRegions>("\"\"").0, []);
    refuses::<ImageRegion>(&["\"1,2,3\"", "\"1,2,3,4,5\"", "\"a,b,c,d\"", "\"\""]);
}

proptest! {
    #[test]
    fn every_amount_reads_itself(amount in arbitrary::yuan(), fen in any::<i64>()) {
        reads_itself(&amount);
        assert_eq!(amount.to_string().parse::<Yuan>().unwrap().to_string(), amount.to_string());
        assert_eq!(Fen::new(fen).to_major().to_minor(), Some(Fen::new(fen)));
    }

    #[test]
    fn every_id_reads_itself(id in any::<u64>()) {
        reads_itself(&OrderId::from(id));
        assert_eq!(read::<OrderId>(&id.to_string()).get(), id);
    }

    #[test]
    fn every_time_reads_itself(millisecond in 0..253_370_736_000_000_i64) {
        reads_itself(&Timestamp::from_millisecond(millisecond));
    }

    #[test]
    fn every_time_and_day_reads_itself_in_every_style(
        millisecond in 0..253_370_736_000_000_i64, early in -60_000_000_000_i64..60_000_000_000,
    ) {
        fn in_style<S: TimeStyle>(millisecond: i64) {
            let time = value::Timestamp::<S>::from_millisecond(millisecond);
            reads_itself(&time);
            assert!(millisecond - time.as_millisecond() < 60_000);
            let day = value::Date::<S>::new(1970, 1, 1).unwrap();
            reads_itself(&day.plus_days(i32::try_from(millisecond / 86_400_000).unwrap()).unwrap());
        }
        for millisecond in [millisecond, early] {
            in_style::<Rfc3339>(millisecond);
            in_style::<Compact>(millisecond);
            in_style::<UnixSeconds>(millisecond);
            in_style::<UnixMilliseconds>(millisecond);
            in_style::<ChinaTime>(millisecond);
            in_style::<Receipt>(millisecond);
            in_style::<American>(millisecond);
        }
    }

    #[test]
    fn every_share_reads_itself(digits in any::<i32>(), scale in 0..9_u32) {
        reads_itself(&Percent::from_fraction(Decimal::new(digits.into(), scale)));
    }

    #[test]
    fn every_text_is_some_language(text in arbitrary::text()) {
        let language = text.parse::<Language>().unwrap();
        assert_eq!(language.as_str(), text);
        reads_itself(&language);
    }

    #[test]
    fn nothing_makes_a_reader_panic(text in arbitrary::text()) {
        let json = Value::from(text.as_str()).to_string();
        let _ = (text.parse::<Timestamp>(), text.parse::<Date>(), text.parse::<Percent>(), text.parse::<Yuan>());
        let _ = (text.parse::<Sort>(), text.parse::<Base64Bytes>(), text.parse::<ImageRegions>());
        let _: Result<OrderId, ValueError> = text.parse();
        let _ = (serde_json::from_str::<Sort>(&json), serde_json::from_str::<Fen>(&json));
    }
}
