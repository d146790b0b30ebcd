KEBAB-title = TITLE
KEBAB-about = Here you see what is registered about you.
KEBAB-empty = Nothing is registered yet.
KEBAB-help-consent = You need a level that includes the service. You find your level under Consent.
KEBAB-help-power = Whoever you give a power of attorney for the area may use the service for you.
KEBAB-help-children = The service cannot be used on behalf of children.
KEBAB-help-unlisted = With a protected address you can use the service for yourself, not for others.
