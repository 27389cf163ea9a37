//! The words of titles, attributes and names of lists.
//!
//! Columns: Chinese, English, Russian, Vietnamese, Japanese, Korean, French, Portuguese, Spanish, Thai, Indonesian,
//! Arabic.

use super::language::{Language, Word};

/// The seasons, beginning with summer.
pub const SEASONS: [Word; 4] = [
    Word("夏季|summer|летний|mùa hè|夏|여름|d'été|de verão|de verano|ฤดูร้อน|musim panas|صيفي"),
    Word("春季|spring|весенний|mùa xuân|春|봄|de printemps|de primavera|de primavera|ฤดูใบไม้ผลิ|musim semi|ربيعي"),
    Word("秋季|autumn|осенний|mùa thu|秋|가을|d'automne|de outono|de otoño|ฤดูใบไม้ร่วง|musim gugur|خريفي"),
    Word("冬季|winter|зимний|mùa đông|冬|겨울|d'hiver|de inverno|de invierno|ฤดูหนาว|musim dingin|شتوي"),
];

/// Styles. The first one is that of a published sample.
pub const STYLES: [Word; 6] = [
    Word("韩版|Korean version|корейский|kiểu Hàn|韓国風|한국 스타일|coréen|coreano|coreano|สไตล์เกาหลี|gaya Korea|كوري"),
    Word("日系|Japanese style|японский|kiểu Nhật|和風|일본 스타일|japonais|japonês|japonés|สไตล์ญี่ปุ่น|gaya Jepang|ياباني"),
    Word("复古|retro|ретро|cổ điển|レトロ|레트로|rétro|vintage|de época|ย้อนยุค|retro|عتيق"),
    Word(
        "简约|minimalist|минималистичный|tối giản|シンプル|심플|minimaliste|minimalista|sencillo|มินิมอล|minimalis|بسيط",
    ),
    Word("休闲|casual|повседневный|thường ngày|カジュアル|캐주얼|décontracté|casual|informal|ลำลอง|santai|كاجوال"),
    Word("优雅|elegant|элегантный|thanh lịch|エレガント|우아한|élégant|elegante|elegante|หรูหรา|anggun|أنيق"),
];

/// Materials: four for clothes, four for shoes and bags, four for the rest.
pub const MATERIALS: [Word; 12] = [
    Word("纯棉|cotton|хлопковый|vải cotton|綿|면|en coton|de algodão|de algodón|ผ้าฝ้าย|katun|قطني"),
    Word("雪纺|chiffon|шифоновый|vải voan|シフォン|시폰|en mousseline|de chiffon|de gasa|ชีฟอง|sifon|شيفون"),
    Word("亚麻|linen|льняной|vải lanh|リネン|린넨|en lin|de linho|de lino|ผ้าลินิน|linen|كتاني"),
    Word("针织|knitted|трикотажный|dệt kim|ニット|니트|en maille|de malha|de punto|ผ้านิต|rajut|محبوك"),
    Word("真皮|leather|кожаный|da thật|本革|가죽|en cuir|de couro|de cuero|หนังแท้|kulit asli|جلدي"),
    Word("帆布|canvas|холщовый|vải canvas|キャンバス|캔버스|en toile|de lona|de lona|ผ้าใบ|kanvas|قماشي"),
    Word("网面|mesh|сетчатый|vải lưới|メッシュ|메쉬|en maille filet|de tela|de malla|ตาข่าย|jaring|شبكي"),
    Word(
        "防水|waterproof|водонепроницаемый|chống nước|防水|방수|imperméable|à prova d'água|impermeable|กันน้ำ|tahan air|مقاوم للماء",
    ),
    Word("硅胶|silicone|силиконовый|silicon|シリコン|실리콘|en silicone|de silicone|de silicona|ซิลิโคน|silikon|سيليكون"),
    Word(
        "铝合金|aluminium|алюминиевый|hợp kim nhôm|アルミ|알루미늄|en aluminium|de alumínio|de aluminio|อะลูมิเนียม|aluminium|ألمنيوم",
    ),
    Word(
        "不锈钢|stainless steel|из нержавеющей стали|thép không gỉ|ステンレス|스테인리스|en inox|de aço inox|de acero inoxidable|สแตนเลส|baja tahan karat|فولاذي",
    ),
    Word(
        "环保|eco-friendly|экологичный|thân thiện môi trường|エコ|친환경|écologique|ecológico|sostenible|รักษ์โลก|ramah lingkungan|صديق للبيئة",
    ),
];

/// Further qualities.
pub const FEATURES: [Word; 6] = [
    Word("新款|new|новый|mới|新作|신상|nouveau|novo|nuevo|รุ่นใหม่|baru|جديد"),
    Word("轻便|light|лёгкий|nhẹ|軽量|가벼운|léger|leve|ligero|น้ำหนักเบา|ringan|خفيف"),
    Word("加厚|thickened|утолщённый|dày dặn|厚手|두꺼운|épais|grosso|grueso|หนา|tebal|سميك"),
    Word("印花|printed|с принтом|in hoa|プリント|프린트|imprimé|estampado|estampado|พิมพ์ลาย|bermotif|مطبوع"),
    Word(
        "大码|plus size|большого размера|cỡ lớn|大きいサイズ|빅사이즈|grande taille|tamanho grande|talla grande|ไซซ์ใหญ่|ukuran besar|مقاس كبير",
    ),
    Word("批发|wholesale|оптом|bán sỉ|卸売|도매|en gros|no atacado|al por mayor|ขายส่ง|grosir|بالجملة"),
];

/// Colours.
pub const COLOURS: [Word; 6] = [
    Word("黑色|black|чёрный|đen|黒|검정|noir|preto|negro|สีดำ|hitam|أسود"),
    Word("白色|white|белый|trắng|白|흰색|blanc|branco|blanco|สีขาว|putih|أبيض"),
    Word("红色|red|красный|đỏ|赤|빨강|rouge|vermelho|rojo|สีแดง|merah|أحمر"),
    Word("蓝色|blue|синий|xanh dương|青|파랑|bleu|azul|azul|สีน้ำเงิน|biru|أزرق"),
    Word("绿色|green|зелёный|xanh lá|緑|초록|vert|verde|verde|สีเขียว|hijau|أخضر"),
    Word("米色|beige|бежевый|màu be|ベージュ|베이지|beige|bege|beis|สีเบจ|krem|بيج"),
];

/// The name of an attribute whose values are [`STYLES`].
pub const STYLE: Word = Word("风格|Style|Стиль|Phong cách|スタイル|스타일|Style|Estilo|Estilo|สไตล์|Gaya|النمط");
/// The name of an attribute whose values are [`SEASONS`].
pub const SEASON: Word = Word("季节|Season|Сезон|Mùa|季節|계절|Saison|Estação|Temporada|ฤดูกาล|Musim|الموسم");
/// The name of an attribute whose values are [`MATERIALS`].
pub const MATERIAL: Word =
    Word("材质|Material|Материал|Chất liệu|素材|소재|Matière|Material|Material|วัสดุ|Bahan|المادة");
/// The name of an attribute whose values are [`COLOURS`].
pub const COLOUR: Word = Word("颜色|Color|Цвет|Màu sắc|色|색상|Couleur|Cor|Color|สี|Warna|اللون");
/// The name of the attribute of sizes.
pub const SIZE: Word = Word("尺码|Size|Размер|Kích cỡ|サイズ|사이즈|Taille|Tamanho|Talla|ขนาด|Ukuran|المقاس");

/// The unit in which most goods are counted.
pub const PIECE: Word = Word("件|Piece|штука|chiếc|点|개|Pièce|Peça|Pieza|ชิ้น|Buah|قطعة");
/// The unit in which shoes are counted.
pub const PAIR: Word = Word("双|Pair|пара|đôi|足|켤레|Paire|Par|Par|คู่|Pasang|زوج");

/// Names of rankings, in the order of the API's ranking types. The first one is the sample's.
pub const RANKINGS: [Word; 8] = [
    Word(
        "综合榜|Comprehensive List|Общий рейтинг|Xếp hạng chung|総合ランキング|종합 순위|Classement général|Lista geral|Lista general|อันดับรวม|Peringkat umum|القائمة الشاملة",
    ),
    Word(
        "热销榜|Best Sellers|Хиты продаж|Bán chạy|売れ筋|베스트셀러|Meilleures ventes|Mais vendidos|Más vendidos|ขายดี|Terlaris|الأكثر مبيعا",
    ),
    Word(
        "好价榜|Good Prices|Лучшие цены|Giá tốt|お得|좋은 가격|Meilleurs prix|Melhores preços|Mejores precios|ราคาดี|Harga terbaik|أفضل الأسعار",
    ),
    Word(
        "主播热卖榜|Host Best Sellers|Хиты ведущих|Streamer bán chạy|配信者売れ筋|호스트 베스트|Ventes des animateurs|Mais vendidos ao vivo|Ventas en directo|ไลฟ์ขายดี|Terlaris siaran|الأكثر مبيعا في البث",
    ),
    Word(
        "主播新品榜|Emerging with Hosts|Новинки ведущих|Streamer mới nổi|配信者新作|호스트 신상|Nouveautés des animateurs|Novidades ao vivo|Novedades en directo|ไลฟ์มาใหม่|Baru di siaran|جديد البث",
    ),
    Word(
        "主播推荐榜|Recommended by Hosts|Советуют ведущие|Streamer đề xuất|配信者おすすめ|호스트 추천|Conseils des animateurs|Recomendados ao vivo|Recomendados en directo|ไลฟ์แนะนำ|Saran siaran|موصى به في البث",
    ),
    Word(
        "越南热销榜|Best Sellers in Vietnam|Хиты Вьетнама|Bán chạy tại Việt Nam|ベトナム売れ筋|베트남 베스트|Meilleures ventes au Vietnam|Mais vendidos no Vietname|Más vendidos en Vietnam|ขายดีในเวียดนาม|Terlaris di Vietnam|الأكثر مبيعا في فيتنام",
    ),
    Word(
        "越南趋势榜|Trends in Vietnam|Тренды Вьетнама|Xu hướng tại Việt Nam|ベトナムトレンド|베트남 트렌드|Tendances au Vietnam|Tendências no Vietname|Tendencias en Vietnam|เทรนด์เวียดนาม|Tren di Vietnam|رائج في فيتنام",
    ),
];

/// Returns the translation of a Chinese word of these lists.
///
/// ```
/// use dajisaas::stand_in::market::language::Language;
/// use dajisaas::stand_in::market::lists::translate;
///
/// assert_eq!(translate("黑色", Language::ENGLISH), Some("black"));
/// ```
#[must_use]
pub fn translate(text: &str, language: Language) -> Option<&'static str> {
    let names = [STYLE, SEASON, MATERIAL, COLOUR, SIZE, PIECE, PAIR];
    let values = [&SEASONS[..], &STYLES, &MATERIALS, &FEATURES, &COLOURS].into_iter().flatten();
    names.iter().chain(values).find(|word| word.source() == text).map(|word| word.to(language))
}

#[cfg(test)]
mod tests {
    use super::super::kinds;
    use super::{COLOUR, MATERIAL, PAIR, PIECE, SEASON, SIZE, STYLE};
    use super::{COLOURS, FEATURES, Language, MATERIALS, RANKINGS, SEASONS, STYLES, Word};

    #[test]
    fn every_word_is_there_in_every_language() {
        let kinds = kinds::ALL.iter().copied().flatten().map(|kind| kind.word);
        let lists = [&SEASONS[..], &STYLES, &MATERIALS, &FEATURES, &COLOURS, &RANKINGS].into_iter().flatten().copied();
        let names = [COLOUR, MATERIAL, PAIR, PIECE, SEASON, SIZE, STYLE];
        for Word(row) in kinds.chain(lists).chain(names) {
            let words: Vec<_> = row.split('|').collect();
            assert_eq!(words.len(), Language::all().count(), "{row}");
            assert!(words.iter().all(|word| !word.is_empty() && word.trim() == *word), "{row}");
        }
    }
}
