//! Walks a resource beside the table of its type and notes where they part.

use super::MOST_ISSUES;
use super::primitive::{self, Misfit};
use super::table::{CodeSet, Element, Type, table};
use crate::issue::{Issue, IssueKind};
use crate::json::{Node, Value};

pub(super) fn resource(node: &Node<'_>) -> Vec<Issue> {
    let mut walk = Walk::default();
    // What is no type of R4 may be anything, a name or a number: it is not repeated.
    let known = node.text_of("resourceType").filter(|name| table().find(name).is_some());
    walk.path.push_str(known.unwrap_or("Resource"));
    walk.resource(node);
    walk.issues
}

#[derive(Default)]
struct Walk {
    path: String,
    issues: Vec<Issue>,
}

impl Walk {
    fn resource(&mut self, node: &Node<'_>) {
        match node.text_of("resourceType") {
            Some(name) if table().is_resource(name) => self.object(node, name),
            Some(_) => self.fault(IssueKind::NotSupported, "is of no resource type of R4", "send an R4 resource"),
            None => self.fault(IssueKind::Structure, "has no `resourceType`", "say which resource type it is"),
        }
    }

    fn object(&mut self, node: &Node<'_>, type_name: &str) {
        let Some(of) = table().find(type_name) else { return };
        let Value::Object(members) = &node.value else {
            return self.fault(IssueKind::Structure, "is not an object", "send its parts as an object");
        };
        if members.is_empty() {
            return self.fault(IssueKind::Structure, "is empty", "leave it out or fill it");
        }
        for member in members {
            self.within(&member.name, |walk| walk.member(node, of, &member.name, &member.node));
        }
        for element in &of.elements {
            self.presence(node, element);
        }
    }

    fn member(&mut self, parent: &Node<'_>, of: &Type, name: &str, node: &Node<'_>) {
        let is_type_of_resource =
            name == "resourceType" && of.element("meta").is_some() && of.element("implicitRules").is_some();
        match (of.element(name), name.strip_prefix('_').and_then(|plain| of.element(plain))) {
            (Some((element, kind)), _) => self.element(parent, element, kind, name, node),
            (_, Some((element, kind))) if primitive::is_primitive(kind) => self.extensions(element, node),
            _ if is_type_of_resource => {}
            _ => self.fault(
                IssueKind::Structure,
                "is not an element of R4 here",
                "remove it, spell it right or send it as an extension",
            ),
        }
    }

    fn element(&mut self, parent: &Node<'_>, element: &Element, kind: &str, name: &str, node: &Node<'_>) {
        match (&node.value, element.many) {
            (Value::List(items), true) => {
                let beside = parent.items(&format!("_{name}"));
                self.list(items, beside, element, kind);
            }
            (Value::List(_), false) => self.fault(IssueKind::Structure, "is a list", "send one value"),
            (_, true) => self.fault(IssueKind::Structure, "is not a list", "send a list, also for one value"),
            (_, false) => self.value(node, element, kind),
        }
    }

    fn list(&mut self, items: &[Node<'_>], beside: &[Node<'_>], element: &Element, kind: &str) {
        if items.is_empty() {
            return self.fault(IssueKind::Structure, "is an empty list", "leave it out or fill it");
        }
        for (at, item) in items.iter().enumerate() {
            // A null holds the place of a value that has only extensions, in the list beside (`_name`).
            let held = beside.get(at).is_some_and(|it| it.value != Value::Null);
            if !(item.value == Value::Null && held && primitive::is_primitive(kind)) {
                self.numbered(at, |walk| walk.value(item, element, kind));
            }
        }
    }

    fn value(&mut self, node: &Node<'_>, element: &Element, kind: &str) {
        if node.value == Value::Null {
            return self.fault(IssueKind::Structure, "is null", "leave it out or fill it");
        }
        if primitive::is_primitive(kind) {
            match primitive::check(kind, &node.value) {
                Err(Misfit::Kind(expected)) => {
                    return self.fault(IssueKind::Structure, "is of another JSON type", &format!("send {expected}"));
                }
                Err(Misfit::Format(expected)) => {
                    let fault = format!("does not have the format of {kind}");
                    return self.fault(IssueKind::Value, &fault, &format!("write it as: {expected}"));
                }
                Ok(()) => {}
            }
        } else if kind == "Resource" {
            return self.resource(node);
        } else {
            self.object(node, kind);
        }
        if let Some(set) = element.codes.and_then(|set| table().codes(set)) {
            self.codes(node, kind, set);
        }
    }

    fn codes(&mut self, node: &Node<'_>, kind: &str, set: &CodeSet) {
        let from = |code: &str, system: Option<&str>| {
            set.iter().any(|(name, codes)| system.is_none_or(|it| it == *name) && codes.contains(&code))
        };
        let holds = match kind {
            "CodeableConcept" => {
                let codings = node.items("coding");
                codings.is_empty()
                    || codings.iter().any(|it| it.text_of("code").is_some_and(|code| from(code, it.text_of("system"))))
            }
            "Coding" => node.text_of("code").is_none_or(|code| from(code, node.text_of("system"))),
            _ => node.text().is_none_or(|code| from(code, None)),
        };
        if !holds {
            self.fault(IssueKind::CodeInvalid, "has a code outside its required set", &one_of(set));
        }
    }

    /// The object beside a primitive (`_status`): id and extensions alone.
    fn extensions(&mut self, element: &Element, node: &Node<'_>) {
        match (&node.value, element.many) {
            (Value::List(items), true) => {
                for (at, item) in items.iter().enumerate().filter(|(_, it)| it.value != Value::Null) {
                    self.numbered(at, |walk| walk.object(item, "Element"));
                }
            }
            (_, true) => self.fault(IssueKind::Structure, "is not a list", "send a list, like the values beside it"),
            _ => self.object(node, "Element"),
        }
    }

    fn presence(&mut self, node: &Node<'_>, element: &Element) {
        let names = Type::names(element);
        let given =
            names.iter().filter(|name| node.get(name).or_else(|| node.get(&format!("_{name}"))).is_some()).count();
        let expected = element.name.trim_end_matches("[x]");
        if given == 0 && element.required {
            let mend =
                if names.len() == 1 { "send it".to_owned() } else { format!("send one of {}", names.join(", ")) };
            self.within(expected, |walk| walk.fault(IssueKind::Required, "is missing", &mend));
        } else if given > 1 {
            self.within(expected, |walk| {
                walk.fault(IssueKind::Structure, "is given in several types", "send one of them")
            });
        }
    }

    fn within(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        let end = self.path.len();
        self.path.push('.');
        // Names come from outside: what is not like a name is not repeated.
        self.path.extend(name.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '_').take(64));
        inner(self);
        self.path.truncate(end);
    }

    fn numbered(&mut self, at: usize, inner: impl FnOnce(&mut Self)) {
        let end = self.path.len();
        self.path.push_str(&format!("[{at}]"));
        inner(self);
        self.path.truncate(end);
    }

    fn fault(&mut self, kind: IssueKind, fault: &str, mend: &str) {
        if self.issues.len() < MOST_ISSUES {
            self.issues.push(Issue::new(kind, self.path.clone(), fault, mend));
        }
    }
}

fn one_of(set: &CodeSet) -> String {
    let codes: Vec<&str> = set.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
    match codes.len() {
        0..=20 => format!("use one of {}", codes.join(", ")),
        count => format!("use one of the {count} codes of the set, for instance {}", codes[..3].join(", ")),
    }
}
