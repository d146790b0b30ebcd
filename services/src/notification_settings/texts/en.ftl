notification-settings-title = Notices
notification-settings-about = See what we have told you about, and decide how much you want.
notification-settings-help-consent = This page is open to everyone who can log in, whatever the level of consent. You are told only of what you can open yourself.
notification-settings-help-power = If you hold a power of attorney, you decide whether you want to be told about the same as its giver.
notification-settings-help-children = Parents are always told about children under 16, as far as they may see it. Children from 13 get notices of their own.
notification-settings-help-unlisted = If your address is protected, you are told as others are, but we never name the sender.

notification-settings-views = Views
notification-settings-tab-list = Notices
notification-settings-tab-choose = Settings
notification-settings-for-another = Here is what you yourself have been told about about this person.
notification-settings-own-choices = See your own settings
notification-settings-none = You have no notices.
notification-settings-none-why = When something new comes to you, it stands here.
notification-settings-new = New
notification-settings-about-person = About { $name }
notification-settings-kept = Notices are kept for a year. The newest 100 are shown.
notification-settings-sent = Sent by e-mail to { $to } { $when }
notification-settings-waiting = An e-mail goes out { $when } at the earliest
notification-settings-dead = The e-mail could not be delivered ({ $when }). Check that your address is right.
notification-settings-quiet-level = Shown here alone, because you have chosen fewer notices.
notification-settings-quiet-unknown = Shown here alone, because we do not have your e-mail address.
notification-settings-quiet-reserved = Shown here alone, because you have opted out of digital mail.
notification-settings-quiet-stale = Shown here alone, because your e-mail address has not been confirmed for 18 months.
notification-settings-quiet-shared = Shown here alone, because several people use your e-mail address.
notification-settings-quiet-other = Shown here alone.
notification-settings-choose-title = Settings for notices
notification-settings-saved = Your choices are saved.
notification-settings-where = Where we send notices
notification-settings-email = E-mail
notification-settings-confirmed = Last confirmed
notification-settings-where-text = The address comes from the contact register. You change and confirm it at norge.no. We send e-mail between 7 in the morning and 11 in the evening.
notification-settings-no-address = We have no e-mail address for you. Add it at norge.no to be told. Until then you see everything here.
notification-settings-reserved = You have opted out of digital mail. Then we send no notices. You see everything here.
notification-settings-stale = The e-mail address has not been confirmed for 18 months, and we do not use it. Confirm it at norge.no.
notification-settings-level = How much do you want to be told about?
notification-settings-level-text = The choice is about e-mail. Here in Helsevei you see everything.
notification-settings-few = As little as possible
notification-settings-few-text = About your treatment: appointments, messages from health personnel, decisions and what you must follow up.
notification-settings-standard = Standard
notification-settings-standard-text = Also answers to what you have asked for.
notification-settings-many = As much as possible
notification-settings-many-text = Also confirmations and receipts of what you do yourself.
notification-settings-others = Those you hold a power of attorney from
notification-settings-about-giver = Tell me the same about { $name }
notification-settings-children = You are always told about the children you act for:
notification-settings-save = Save the choices
notification-settings-choose-level = Choose how much you want to be told about.

# A letter never says more than this (N3): no names, nothing that logs in.
notification-settings-letter-subject = New message in Helsevei
notification-settings-letter-new = You have a new message in Helsevei.
notification-settings-letter-from = You have a new message in Helsevei from { $sender }.
notification-settings-letter-named = You have a new message in Helsevei: { $what }.
notification-settings-letter-from-named = You have a new message in Helsevei from { $sender }: { $what }.
notification-settings-letter-text =
    { $news }

    Log in the way you usually do to read it. The address of Helsevei is { $address }

    This e-mail was sent automatically and cannot be answered. You decide in Helsevei what you want to be told about.
