//! Every component, used as a service uses it.

use std::sync::Arc;

use askama::Template;
use web::{Card, Choice, Chrome, Form, Language, Page, Site, Tab, Texts, Turn, Words, texts::PLATFORM};

/// A form that is asked again: nothing typed is lost, and each fault is said twice, above and at its field.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "layout.html" %}
{% import "components/field.html" as field %}
{% block main %}
<h1>{{ page.title() }}</h1>
{{ field::summary(page, form) }}
<form class="hv-form" method="post">
  {{ field::text(page, form, "phone", "page-menu", "page-skip", "tel", "tel") }}
  {{ field::long_text(page, form, "reason", "page-menu", "") }}
  {{ field::select(page, form, "place", "page-menu", "", choices) }}
  {{ field::radios(page, form, "kind", "page-menu", "", choices) }}
  {{ field::checkbox(page, form, "sure", "page-menu", "page-skip") }}
  <button class="ds-button">{{ page.t("page-log-in") }}</button>
</form>
{% endblock %}"#
)]
struct Asked {
    page: Page,
    form: Form,
    choices: Vec<Choice>,
}

/// What stands on pages that show something.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "layout.html" %}
{% import "components/alert.html" as alert %}
{% import "components/cards.html" as cards %}
{% import "components/confirm.html" as confirm %}
{% import "components/empty.html" as empty %}
{% import "components/pages.html" as pages %}
{% import "components/tabs.html" as tabs %}
{% block main %}
<h1>{{ page.title() }}</h1>
{% call alert::show("success") %}<p>done</p>{% endcall %}
{{ tabs::show("views", views) }}
{{ cards::grid(page, boxes) }}
{{ pages::show(page, turn) }}
{% call empty::show("nothing") %}<p>what to do</p>{% endcall %}
{% call confirm::ask(page, "/do", "yes", "/back") %}<p>what will happen</p>{% endcall %}
{% endblock %}"#
)]
struct Shown {
    page: Page,
    views: Vec<Tab>,
    boxes: Vec<Card>,
    turn: Turn,
}

fn page(language: Language) -> Page {
    let texts = Texts::load(&[PLATFORM]).expect("whole texts");
    let chrome = Chrome::open(Arc::new(Site::default()), Words::new(texts, language));
    Page::new(Arc::new(chrome), "Title <1>").under("/timer", "Timer")
}

fn choice(value: &str) -> Choice {
    Choice::new(value, format!("Choice {value}"))
}

#[test]
fn a_form_keeps_what_was_typed_and_ties_each_fault_to_its_field() {
    let mut form = Form::filled([("phone", "<22>"), ("kind", "b"), ("place", "b"), ("sure", "ja")]);
    form.require("reason", "error-input-title");
    form.refuse("phone", "error-input-title");
    let page = page(Language::Nb);
    let html = Asked { page, form, choices: vec![choice("a"), choice("b")] }.render().expect("a page");
    assert!(html.contains(r##"<a href="#reason">Vi forstod ikke"##), "{html}");
    assert!(html.contains(r#"value="&#60;22&#62;""#), "{html}");
    assert!(html.contains(r#"aria-describedby="phone-hjelp phone-feil" aria-invalid="true""#), "{html}");
    assert!(html.contains(r#"aria-describedby="reason-feil" aria-invalid="true""#), "{html}");
    assert!(html.contains(r#"id="reason-feil""#) && html.contains(r#"id="phone-hjelp""#), "{html}");
    assert!(html.contains(r#"id="kind-b" name="kind" value="b" checked"#), "{html}");
    assert!(html.contains(r#"<option value="b" selected>"#) && !html.contains(r#"<option value="a" selected>"#));
}

#[test]
fn pages_speak_each_language_and_escape_what_they_show() {
    for (language, older) in [(Language::Nb, "Eldre"), (Language::Nn, "Eldre"), (Language::En, "Older")] {
        let shown = Shown {
            page: page(language),
            views: vec![Tab { href: "/a".into(), text: "A".into(), current: true }],
            boxes: vec![
                Card { href: Some("/x".into()), icon: "calendar", title: "Open & free".into(), text: String::new() },
                Card { href: None, icon: "log", title: "Closed".into(), text: "why".into() },
            ],
            turn: Turn { number: 1, newer: None, older: Some("/next".into()) },
        };
        let html = shown.render().expect("a page");
        assert!(html.contains("Title &#60;1&#62;") && html.contains("Open &#38; free"), "{html}");
        assert!(html.contains(older) && html.contains(r#"<div class="hv-card" data-closed>"#), "{html}");
        assert!(html.contains(r#"<a href="/a" aria-current="page">"#), "{html}");
        assert!(html.contains(r#"<form class="hv-form" method="post" action="/do">"#), "{html}");
        assert!(!html.contains(r#"rel="prev""#), "{html}");
    }
}
