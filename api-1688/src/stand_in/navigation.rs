//! Categories, and the navigation of a search.

use countersign_server::stand_in::{Served, ServiceBuilder};
use serde_json::{Value, json};

use super::market::categories::{CATEGORIES, EMPTY_HOME};
use super::market::language::{Language, Word};
use super::market::lists::{MATERIAL, MATERIALS, SEASON, SEASONS, STYLE, STYLES};
use super::market::product::Product;
use super::market::products;
use super::refused;
use crate::ids::CategoryId;
use crate::product::{Category, SearchNavigation};

const CATEGORY: &str = include_str!("../../samples/category.response.json");

/// The category of the sample, which is answered verbatim.
const SAMPLE: u64 = 15;

/// Groups of values: the number and name of the group, the number of the first value, and the values. The numbers of
/// the first two are those of the vendor's samples and examples.
const GROUPS: [(u64, Word, u64, &[Word]); 3] =
    [(973, STYLE, 28_105, &STYLES), (978, SEASON, 1352, &SEASONS), (985, MATERIAL, 31_600, &MATERIALS)];

pub(super) fn answer_from(builder: ServiceBuilder) -> ServiceBuilder {
    builder.on(|asked: Category| category(&asked)).on(navigation)
}

/// The properties of a product: the number and name of each group, and the product's value.
pub(super) fn properties(product: &Product) -> impl Iterator<Item = (u64, Word, Word)> {
    GROUPS.iter().filter_map(|(id, name, _, values)| {
        let value = values.iter().find(|value| product.qualities.contains(value))?;
        Some((*id, *name, *value))
    })
}

/// Whether a product has the value of an id such as `973:28105`, or any value of a group such as `973`.
pub(super) fn has_value(product: &Product, id: &str) -> bool {
    GROUPS.iter().any(|(group, _, first, values)| {
        (*first..).zip(values.iter()).any(|(number, value)| {
            (id == group.to_string() || id == format!("{group}:{number}")) && product.qualities.contains(value)
        })
    })
}

/// The values that products of the search have, by group.
fn navigation(asked: SearchNavigation) -> Served {
    let language = Language::of(&asked.language.unwrap_or_default());
    let keyword = asked.keyword.unwrap_or_default();
    let found: Vec<_> = products().iter().filter(|product| product.has_keyword(&keyword)).collect();
    let node = |id: String, name: Word, children: Option<Vec<Value>>| json!({ "id": id, "name": name.source(), "translateName": name.to(language), "children": children });
    let groups = GROUPS.iter().map(|(group, name, first, values)| {
        let occurring = (*first..).zip(values.iter());
        let occurring = occurring.filter(|(_, value)| found.iter().any(|product| product.qualities.contains(value)));
        let values = occurring.map(|(number, value)| node(format!("{group}:{number}"), *value, None));
        (group, name, values.collect::<Vec<_>>())
    });
    let groups = groups.filter(|(_, _, values)| !values.is_empty());
    Served::response(&groups.map(|(id, name, values)| node(id.to_string(), *name, Some(values))).collect::<Vec<_>>())
}

/// A category as a link in the tree.
struct Node {
    id: u64,
    name: &'static str,
    parent: u64,
    is_leaf: bool,
}

/// All categories below the root, each after its parent.
fn tree() -> Vec<Node> {
    let mut nodes = Vec::new();
    for category in &CATEGORIES {
        nodes.push(Node { id: category.id, name: category.name, parent: 0, is_leaf: false });
        let middle = category.middle.map(|(id, name)| Node { id, name, parent: category.id, is_leaf: false });
        let parent = middle.as_ref().map_or(category.id, |middle| middle.id);
        nodes.extend(middle);
        if category.id == SAMPLE {
            nodes.extend(EMPTY_HOME.map(|(id, name)| Node { id, name, parent: SAMPLE, is_leaf: false }));
        }
        let kinds = category.kinds.iter();
        nodes.extend(kinds.map(|kind| Node { id: kind.id, name: kind.word.source(), parent, is_leaf: true }));
    }
    nodes
}

/// A category and its children; the root if none is named.
fn category(asked: &Category) -> Served {
    let id = asked.category_id.map_or(0, CategoryId::get);
    if id == SAMPLE {
        let sample: Value = serde_json::from_str(CATEGORY).unwrap_or_default();
        return Served::response(sample.pointer("/data").unwrap_or(&Value::Null));
    }
    let tree = tree();
    let root = Node { id: 0, name: "全部类目", parent: 0, is_leaf: false };
    let Some(node) = tree.iter().chain([&root]).find(|node| node.id == id) else {
        return refused("查询类目失败", "CATEGORY_NOT_EXIST", "类目不存在");
    };
    let children = tree
        .iter()
        .filter(|child| child.parent == id)
        .map(|child| json!({ "id": child.id, "name": child.name, "categoryType": "1", "isLeaf": child.is_leaf }));
    let parents: &[u64] = if id == 0 { &[] } else { &[node.parent] };
    Served::response(&json!([{
        "categoryID": id, "name": node.name, "level": null, "isLeaf": node.is_leaf, "parentIDs": parents,
        "childIDs": null, "childCategorys": children.collect::<Vec<_>>(), "minOrderQuantity": 1, "featureInfos": [],
        "categoryType": "1", "isSupportProcessing": false,
    }]))
}
