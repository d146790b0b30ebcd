//! Rows of a FHIR R4 Bundle: a CodeSystem of treatments, and HealthcareServices with their Organization and Location.

use std::collections::BTreeMap;

use fhir::{
    Resource,
    json::{Node, Value},
};

use super::{
    Fault,
    column::{Cell, Column, Row},
};

/// The code system of treatments: the Bundle's CodeSystem, and the codes of `HealthcareService.type` and of a referral.
pub const TREATMENT_CODES: &str = "https://helsevei.no/fhir/CodeSystem/treatment";
/// The extensions: of a HealthcareService a waiting time (`stage`, `weeks`, `updated`), of an Organization the others.
pub const EXTENSIONS: [&str; 3] = [
    "https://helsevei.no/fhir/StructureDefinition/expected-wait",
    "https://helsevei.no/fhir/StructureDefinition/health-region",
    "https://helsevei.no/fhir/StructureDefinition/private-agreement",
];
/// The municipality of an address, as Norwegian base profiles have it (no-basis).
pub const MUNICIPALITY_EXTENSION: &str = "http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode";
/// Norwegian municipalities (Volven 3402).
pub const MUNICIPALITY_CODES: &str = "urn:oid:2.16.578.1.12.4.1.1.3402";
/// Organisation numbers.
const ORGANISATION_NUMBER: &str = "urn:oid:2.16.578.1.12.4.1.4.101";

const MEND: &str = "see the guide on treatment centres for the form of a Bundle";

type Found<'n> = BTreeMap<String, Resource<'n>>;

/// The rows that can be read, and what cannot.
pub fn rows(text: &str) -> (Vec<Row>, Vec<Fault>) {
    let node = match Node::parse(text) {
        Ok(node) => node,
        Err(fault) => return (Vec::new(), vec![Fault::new("the file", fault.to_string(), "send JSON")]),
    };
    let bundle = Resource::new(text, &node);
    if !fhir::is_collection(&bundle) {
        return (Vec::new(), vec![Fault::new("the file", "is not a Bundle of type collection", MEND)]);
    }
    let (mut found, mut services, mut concepts, mut faults) = (Found::new(), Vec::new(), BTreeMap::new(), Vec::new());
    for (index, entry) in bundle.entries().into_iter().enumerate() {
        let resource = entry.resource;
        let at = name(&resource, index);
        let issues = fhir::validate(resource.node()).into_iter();
        faults.extend(issues.map(|it| Fault::new(format!("{at}, {}", it.element), it.fault, it.mend)));
        match resource.kind() {
            "CodeSystem" => concepts.extend(of_treatments(&resource, &at)),
            "HealthcareService" => services.push((at.clone(), resource)),
            _ => {}
        }
        found.insert(at, resource);
        found.extend(entry.full_url.map(|url| (url.to_owned(), resource)));
    }
    let mut rows = Vec::new();
    for (at, service) in &services {
        rows.extend(of_service(at, service, &found, &concepts, &mut faults));
    }
    (rows, faults)
}

/// `Location/7`, as references name it; by its place in the Bundle where it has no id.
fn name(resource: &Resource<'_>, index: usize) -> String {
    match resource.id() {
        Some(id) => format!("{}/{id}", resource.kind()),
        None => format!("Bundle.entry[{index}]"),
    }
}

/// What the concepts of a CodeSystem say, by code.
fn of_treatments(system: &Resource<'_>, at: &str) -> Vec<(String, Row)> {
    if system.node().text_of("url") != Some(TREATMENT_CODES) {
        return Vec::new();
    }
    let read = |concept: &Node<'_>| {
        let code = concept.text_of("code").unwrap_or_default().to_owned();
        let of = |element: &str| format!("{at}, concept {code}, {element}");
        let designations = || concept.items("designation").iter();
        let named = |language: &str| {
            let mut names = designations().filter(|it| it.get("use").is_none());
            let name = names.find(|it| it.text_of("language") == Some(language));
            name.and_then(|it| it.text_of("value")).unwrap_or_default().to_owned()
        };
        let words: Vec<&str> =
            designations().filter(|it| it.get("use").is_some()).filter_map(|it| it.text_of("value")).collect();
        let field = concept.items("property").iter().find(|it| it.text_of("code") == Some("field"));
        let row: Row = [
            (
                Column::Field,
                field.and_then(|it| it.text_of("valueCode")).unwrap_or_default().to_owned(),
                "property field",
            ),
            (Column::NameNb, concept.text_of("display").unwrap_or_default().to_owned(), "display"),
            (Column::NameNn, named("nn"), "designation nn"),
            (Column::NameEn, named("en"), "designation en"),
            (Column::Words, words.join("|"), "designation with use"),
        ]
        .map(|(column, value, element)| (column, Cell { value, at: of(element) }))
        .into();
        (code, row)
    };
    system.node().items("concept").iter().map(read).collect()
}

/// A row for each waiting time of a HealthcareService.
fn of_service(
    at: &str,
    service: &Resource<'_>,
    found: &Found<'_>,
    concepts: &BTreeMap<String, Row>,
    faults: &mut Vec<Fault>,
) -> Vec<Row> {
    let node = service.node();
    let mut row = Row::new();
    let codings = node.items("type").iter().flat_map(|it| it.items("coding"));
    let code = codings.filter(|it| it.text_of("system") == Some(TREATMENT_CODES)).find_map(|it| it.text_of("code"));
    let code = code.unwrap_or_default();
    put(&mut row, Column::Treatment, code.to_owned(), format!("{at}, type.coding of {TREATMENT_CODES}"));
    match concepts.get(code) {
        Some(concept) => row.extend(concept.clone()),
        None => faults.push(Fault::new(format!("{at}, type"), "names no concept of the Bundle's CodeSystem", MEND)),
    }
    for (element, kind) in [("providedBy", "Organization"), ("location", "Location")] {
        let reference = node.at(&[element, "reference"]).and_then(Node::text).unwrap_or_default();
        match found.get(reference).filter(|it| it.kind() == kind) {
            Some(resource) if kind == "Location" => of_location(resource, reference, &mut row),
            Some(resource) => of_organisation(resource, reference, &mut row),
            None => {
                let fault = format!("leads to no {kind} in the Bundle");
                faults.push(Fault::new(format!("{at}, {element}"), fault, MEND));
                return Vec::new();
            }
        }
    }
    let waits: Vec<Row> = extensions(node, EXTENSIONS[0]).enumerate().map(|it| with_wait(&row, at, it)).collect();
    if waits.is_empty() {
        faults.push(Fault::new(at, format!("has no extension {}", EXTENSIONS[0]), MEND));
    }
    waits
}

fn of_organisation(organisation: &Resource<'_>, at: &str, row: &mut Row) {
    let node = organisation.node();
    let numbers = node.items("identifier").iter().filter(|it| it.text_of("system") == Some(ORGANISATION_NUMBER));
    let number = numbers.filter_map(|it| it.text_of("value")).next().unwrap_or_default();
    let agreement = match extension(node, EXTENSIONS[2], "valueBoolean").as_str() {
        "true" => "yes".to_owned(),
        "false" => "no".to_owned(),
        other => other.to_owned(),
    };
    put(row, Column::Organisation, number.to_owned(), format!("{at}, identifier of {ORGANISATION_NUMBER}"));
    put(row, Column::Place, literal(node.get("name")), format!("{at}, name"));
    put(row, Column::Region, extension(node, EXTENSIONS[1], "valueCode"), format!("{at}, extension {}", EXTENSIONS[1]));
    put(row, Column::PrivateAgreement, agreement, format!("{at}, extension {}", EXTENSIONS[2]));
}

fn of_location(location: &Resource<'_>, at: &str, row: &mut Row) {
    let node = location.node();
    let telecom = |system: &str| {
        let contact = node.items("telecom").iter().find(|it| it.text_of("system") == Some(system));
        contact.and_then(|it| it.text_of("value")).unwrap_or_default().to_owned()
    };
    let municipality = node.at(&["address", "_district"]).map(|it| {
        let found = extensions(it, MUNICIPALITY_EXTENSION).next();
        literal(found.and_then(|it| it.at(&["valueCoding", "code"])))
    });
    let line = node.get("address").and_then(|it| it.items("line").first());
    for (column, value, element) in [
        (Column::Street, literal(line), "address.line"),
        (Column::PostalCode, literal(node.at(&["address", "postalCode"])), "address.postalCode"),
        (Column::City, literal(node.at(&["address", "city"])), "address.city"),
        (Column::MunicipalityName, literal(node.at(&["address", "district"])), "address.district"),
        (Column::Municipality, municipality.unwrap_or_default(), "address._district municipality code"),
        (Column::Latitude, literal(node.at(&["position", "latitude"])), "position.latitude"),
        (Column::Longitude, literal(node.at(&["position", "longitude"])), "position.longitude"),
        (Column::Telephone, telecom("phone"), "telecom phone"),
        (Column::Web, telecom("url"), "telecom url"),
    ] {
        put(row, column, value, format!("{at}, {element}"));
    }
}

fn with_wait(row: &Row, at: &str, (index, wait): (usize, &Node<'_>)) -> Row {
    let mut row = row.clone();
    for (column, name, value) in [
        (Column::Stage, "stage", "valueCode"),
        (Column::Weeks, "weeks", "valueUnsignedInt"),
        (Column::Updated, "updated", "valueDate"),
    ] {
        put(&mut row, column, extension(wait, name, value), format!("{at}, expected-wait {}, {name}", index + 1));
    }
    row
}

fn put(row: &mut Row, column: Column, value: String, at: String) {
    row.insert(column, Cell { value: value.trim().to_owned(), at });
}

fn extensions<'n>(node: &'n Node<'n>, url: &'static str) -> impl Iterator<Item = &'n Node<'n>> {
    node.items("extension").iter().filter(move |it| it.text_of("url") == Some(url))
}

fn extension(node: &Node<'_>, url: &'static str, value: &str) -> String {
    literal(extensions(node, url).next().and_then(|it| it.get(value)))
}

/// A value as it is written; empty for none.
fn literal(node: Option<&Node<'_>>) -> String {
    match node.map(|it| &it.value) {
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Number(number)) => (*number).to_owned(),
        Some(Value::Bool(is)) => is.to_string(),
        _ => String::new(),
    }
}
