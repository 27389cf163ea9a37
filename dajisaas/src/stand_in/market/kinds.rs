//! Kinds of goods, by category.

use super::language::Word;
use super::lists::{PAIR, PIECE};

/// A kind of goods: a category of the lowest level.
#[derive(Debug)]
#[non_exhaustive]
pub struct Kind {
    /// Its category number on 1688.
    pub id: u64,
    /// Its name.
    pub word: Word,
    /// The unit in which it is counted.
    pub unit: Word,
    /// The weight of one piece.
    pub grams: u64,
    /// The usual price of a piece, in fen.
    pub usual_price: u64,
    /// The sizes in which it is sold, if any.
    pub sizes: &'static [Word],
    /// The number of generated products.
    pub products: u64,
}

const LETTERS: &[Word] = &[Word("S"), Word("M"), Word("L")];
const SHOES: &[Word] = &[Word("37"), Word("38"), Word("39")];

const fn kind(id: u64, row: &'static str, usual_price: u64, grams: u64, sizes: &'static [Word]) -> Kind {
    Kind { id, word: Word(row), unit: PIECE, grams, usual_price, sizes, products: 4 }
}

const fn shoes(id: u64, row: &'static str, usual_price: u64, grams: u64) -> Kind {
    Kind { unit: PAIR, ..kind(id, row, usual_price, grams, SHOES) }
}

/// Women's clothes.
pub const WOMEN: &[Kind] = &[
    Kind {
        products: 24,
        ..kind(
            1_031_910,
            "连衣裙|dress|платье|đầm|ワンピース|원피스|robe|vestido|vestido|ชุดเดรส|gaun|فستان",
            5900,
            300,
            LETTERS,
        )
    },
    kind(
        1_031_919,
        "T恤|women's T-shirt|женская футболка|áo thun nữ|レディースTシャツ|여성 티셔츠|t-shirt femme|camiseta feminina|camiseta de mujer|เสื้อยืดผู้หญิง|kaos wanita|تيشيرت نسائي",
        1900,
        200,
        LETTERS,
    ),
    kind(1_031_918, "半身裙|skirt|юбка|chân váy|スカート|스커트|jupe|saia|falda|กระโปรง|rok|تنورة", 3200, 250, LETTERS),
    kind(
        1_031_912,
        "衬衫|women's blouse|блузка|áo sơ mi nữ|ブラウス|블라우스|chemisier|blusa|blusa|เสื้อเบลาส์|blus|بلوزة",
        3600,
        220,
        LETTERS,
    ),
];
/// Men's clothes.
pub const MEN: &[Kind] = &[
    kind(
        1_031_926,
        "休闲裤|men's casual pants|мужские брюки|quần dài nam|メンズパンツ|남성 바지|pantalon homme|calça masculina|pantalón de hombre|กางเกงผู้ชาย|celana pria|بنطلون رجالي",
        4500,
        400,
        LETTERS,
    ),
    kind(
        1_031_920,
        "短袖T恤|men's T-shirt|мужская футболка|áo thun nam|メンズTシャツ|남성 티셔츠|t-shirt homme|camiseta masculina|camiseta de hombre|เสื้อยืดผู้ชาย|kaos pria|تيشيرت رجالي",
        2500,
        220,
        LETTERS,
    ),
    kind(
        1_031_927,
        "短裤|men's shorts|мужские шорты|quần short nam|メンズショートパンツ|남성 반바지|short homme|bermuda masculina|bermudas de hombre|กางเกงขาสั้นผู้ชาย|celana pendek pria|شورت رجالي",
        3000,
        280,
        LETTERS,
    ),
    kind(
        1_031_922,
        "夹克|men's jacket|мужская куртка|áo khoác nam|メンズジャケット|남성 재킷|veste homme|jaqueta masculina|chaqueta de hombre|แจ็กเก็ตผู้ชาย|jaket pria|جاكيت رجالي",
        9800,
        600,
        LETTERS,
    ),
];
/// Children's clothes.
pub const CHILDREN: &[Kind] = &[
    kind(
        1_048_174,
        "儿童连衣裙|children's dress|детское платье|đầm trẻ em|キッズワンピース|아동 원피스|robe enfant|vestido infantil|vestido de niña|ชุดเดรสเด็ก|gaun anak|فستان أطفال",
        3300,
        200,
        LETTERS,
    ),
    kind(
        1_048_175,
        "童装套装|children's suit|детский костюм|bộ đồ trẻ em|子供服セット|아동 세트|ensemble enfant|conjunto infantil|conjunto de niño|ชุดเด็ก|setelan anak|طقم أطفال",
        4200,
        300,
        LETTERS,
    ),
    kind(
        1_048_176,
        "童裤|children's pants|детские брюки|quần trẻ em|キッズパンツ|아동 바지|pantalon enfant|calça infantil|pantalón de niño|กางเกงเด็ก|celana anak|بنطلون أطفال",
        2400,
        200,
        LETTERS,
    ),
    kind(
        1_048_177,
        "儿童外套|children's coat|детское пальто|áo khoác trẻ em|キッズコート|아동 코트|manteau enfant|casaco infantil|abrigo de niño|เสื้อโค้ตเด็ก|mantel anak|معطف أطفال",
        6800,
        450,
        LETTERS,
    ),
];
/// Shoes.
pub const SHOES_AND_BOOTS: &[Kind] = &[
    shoes(
        1_034_101,
        "凉鞋|sandals|сандалии|dép xăng đan|サンダル|샌들|sandales|sandálias|sandalias|รองเท้าแตะรัดส้น|sandal|صندل",
        2600,
        500,
    ),
    shoes(
        1_034_102,
        "拖鞋|slippers|тапочки|dép lê|スリッパ|슬리퍼|chaussons|chinelos|zapatillas de casa|รองเท้าแตะ|sandal jepit|شبشب",
        1200,
        350,
    ),
    shoes(
        1_034_103,
        "运动鞋|sneakers|кроссовки|giày thể thao|スニーカー|운동화|baskets|tênis|zapatillas deportivas|รองเท้ากีฬา|sepatu olahraga|حذاء رياضي",
        6600,
        800,
    ),
    shoes(
        1_034_104,
        "靴子|boots|ботинки|giày bốt|ブーツ|부츠|bottes|botas|botas|รองเท้าบูท|sepatu bot|حذاء طويل",
        8800,
        1200,
    ),
];
/// Household goods.
pub const HOME: &[Kind] = &[
    kind(
        124_102_001,
        "毛巾|towel|полотенце|khăn tắm|タオル|수건|serviette|toalha|toalla|ผ้าขนหนู|handuk|منشفة",
        600,
        90,
        &[],
    ),
    kind(
        124_102_002,
        "保温杯|thermos cup|термокружка|cốc giữ nhiệt|保温マグ|보온컵|tasse isotherme|copo térmico|vaso térmico|แก้วเก็บความร้อน|gelas termos|كوب حراري",
        2800,
        350,
        &[],
    ),
    kind(
        124_102_003,
        "收纳盒|storage box|контейнер для хранения|hộp đựng đồ|収納ボックス|수납함|boîte de rangement|caixa organizadora|caja de almacenaje|กล่องเก็บของ|kotak penyimpanan|صندوق تخزين",
        1500,
        500,
        &[],
    ),
    kind(124_102_004, "雨伞|umbrella|зонт|ô|傘|우산|parapluie|guarda-chuva|paraguas|ร่ม|payung|مظلة", 2200, 400, &[]),
];
/// Phone accessories.
pub const DIGITAL: &[Kind] = &[
    kind(
        1_042_301,
        "手机壳|phone case|чехол для телефона|ốp điện thoại|スマホケース|휴대폰 케이스|coque de téléphone|capa de celular|funda de móvil|เคสโทรศัพท์|casing ponsel|غطاء هاتف",
        500,
        50,
        &[],
    ),
    kind(
        1_042_302,
        "数据线|charging cable|кабель для зарядки|cáp sạc|充電ケーブル|충전 케이블|câble de charge|cabo de carregamento|cable de carga|สายชาร์จ|kabel pengisi daya|كابل شحن",
        700,
        60,
        &[],
    ),
    kind(
        1_042_303,
        "耳机|earphones|наушники|tai nghe|イヤホン|이어폰|écouteurs|fones de ouvido|auriculares|หูฟัง|earphone|سماعات",
        3500,
        120,
        &[],
    ),
    kind(
        1_042_304,
        "手机支架|phone holder|держатель телефона|giá đỡ điện thoại|スマホスタンド|휴대폰 거치대|support de téléphone|suporte de celular|soporte de móvil|ที่วางโทรศัพท์|dudukan ponsel|حامل هاتف",
        900,
        150,
        &[],
    ),
];
/// Tyres and the like. The first kind is that of the samples' tyres without a better match.
pub const TYRES: &[Kind] = &[
    kind(
        1_046_501,
        "电动车轮胎|electric scooter tyre|шина для электросамоката|lốp xe điện|電動スクータータイヤ|전동차 타이어|pneu de trottinette|pneu de patinete elétrico|neumático de patinete|ยางรถไฟฟ้า|ban skuter listrik|إطار سكوتر",
        2200,
        900,
        &[],
    ),
    kind(
        1_046_502,
        "内胎|inner tube|камера для шины|săm xe|インナーチューブ|튜브|chambre à air|câmara de ar|cámara de aire|ยางใน|ban dalam|إطار داخلي",
        900,
        150,
        &[],
    ),
    kind(
        1_046_503,
        "自行车轮胎|bicycle tyre|велосипедная шина|lốp xe đạp|自転車タイヤ|자전거 타이어|pneu de vélo|pneu de bicicleta|neumático de bicicleta|ยางจักรยาน|ban sepeda|إطار دراجة",
        1600,
        600,
        &[],
    ),
    kind(
        1_046_504,
        "头盔|helmet|шлем|mũ bảo hiểm|ヘルメット|헬멧|casque|capacete|casco|หมวกกันน็อก|helm|خوذة",
        4900,
        700,
        &[],
    ),
];
/// Bags.
pub const BAGS: &[Kind] = &[
    kind(
        1_042_954,
        "双肩包|backpack|рюкзак|ba lô|リュック|백팩|sac à dos|mochila|mochila|กระเป๋าเป้|ransel|حقيبة ظهر",
        5200,
        700,
        &[],
    ),
    kind(
        1_042_955,
        "手提包|handbag|сумочка|túi xách|ハンドバッグ|핸드백|sac à main|bolsa de mão|bolso de mano|กระเป๋าถือ|tas tangan|حقيبة يد",
        6900,
        600,
        &[],
    ),
    kind(
        1_042_956,
        "钱包|wallet|кошелёк|ví|財布|지갑|portefeuille|carteira|cartera|กระเป๋าสตางค์|dompet|محفظة",
        1800,
        150,
        &[],
    ),
    kind(
        1_042_957,
        "行李箱|suitcase|чемодан|va li|スーツケース|여행가방|valise|mala|maleta|กระเป๋าเดินทาง|koper|حقيبة سفر",
        15_800,
        3500,
        &[],
    ),
];

/// All kinds, by category.
pub const ALL: [&[Kind]; 8] = [WOMEN, MEN, CHILDREN, SHOES_AND_BOOTS, HOME, DIGITAL, TYRES, BAGS];
