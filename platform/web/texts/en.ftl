# Layout
page-skip = Skip to the content
page-demo = This is a demonstration. All people and information are made up.
page-language = Language
page-menu = Menu
page-home = My page
page-home-of-another = Overview
page-log-in = Log in
page-log-out = Log out
page-crumbs = You are here
page-back = Back to { $place }
page-no-sami = This page is not in Northern Sámi yet. You see it in Norwegian Bokmål.
page-bell = { $count ->
    [0] No new events
    [one] { $count } new event
   *[other] { $count } new events
 }
foot-about = Your way in to the health service. Open software that anyone can use and improve.
foot-site = About this site
foot-find = Services where you live
foot-site-about = What Helsevei is
foot-privacy = Privacy
foot-accessibility = Accessibility
foot-cookies = Cookies
foot-feedback = Feedback
foot-status = Status
foot-languages = Languages
foot-help = Need help?
foot-guidance = Guidance by telephone:
foot-emergency = When life is in danger:

# For whom one is acting
person-as-oneself = You are logged in as
person-as-child = You are acting on behalf of the child
person-as-power = You are acting with a power of attorney from
person-switch = Change person
person-oneself = Yourself
person-child = Child
person-power = Power of attorney

# The session
idle-title = Are you still there?
idle-text = You will soon be logged out because the page has not been used for a while. This protects your information.
idle-extend = Stay logged in

# Help on every service's page
help-title = More about this service
help-consent = Consent
help-power = Power of attorney
help-children = On behalf of children
help-more = Read more about the service
help-unlisted = Unlisted address

# Forms and lists
form-faults = Correct this to go on
pages-label = Pages
pages-newer = Newer
pages-older = Older
pages-number = Page { $number }
confirm-back = No, go back
form-cancel = Cancel
file-add = Attach files (optional)
file-help = Pictures (JPEG, PNG) and PDF. At most five files of 8 MB, 16 MB together. We remove what pictures tell of time and place.
file-empty = The file is empty. Choose another.
file-too-large = The file is too large. It can be at most 8 MB.
file-together = The files are too large together. They can be at most 16 MB.
file-other-kind = You can only attach pictures (JPEG, PNG) and PDF.
file-broken = The file is broken. Save it again, or choose another.
file-too-many = You can attach at most five files.

# Front page

# When something is not as it should be
error-refused-title = You do not have access
error-missing-title = We cannot find the page
error-missing-text = The address may be wrong, or the page may have been removed.
error-input-title = We did not understand what was sent
error-input-text = Go back and try again. If it goes wrong once more, you can start again from the front page.
error-ended-title = You are logged out
error-ended-text = You were logged out because the page had not been used for a while, or because you logged out somewhere else. Log in to go on.
error-kept-text = You were logged out because the page had not been used for a while. What you wrote is kept. Log in, and you can send it again.
error-office-title = You are at work for another office now
error-office-text = The form was filled in for another office than the one you have chosen now. Nothing has been sent or changed. Go back to keep what you wrote, choose the office you filled it in for, and send it again.
error-foreign-title = The form came from another website
error-foreign-text = For your safety we take forms from our own pages only. Nothing has been changed.
error-large-title = What you sent is too large
error-large-text = Send something smaller and try again. Nothing has been changed.
error-many-title = Too many attempts in a short time
error-many-text = Wait a minute, and try again. Nothing has been changed.
error-busy-title = There is a queue just now
error-busy-text = Wait a little, and try again.
error-unavailable-title = Something went wrong on our side
error-unavailable-text = It is not your fault. Try again in a few minutes. What you wrote may be lost, but nothing is half changed.
error-reference = Give this number if you call guidance: { $reference }
error-front = Go to the front page
error-tell = Tell us about a fault on the page
error-search-label = What are you looking for?
error-search = Search
error-home = Go to My page

# Pages over all services
overview-title = All services
overview-link = See all services
overview-about = What you can do here, and why something may be closed.
group-follow-up = Follow-up
group-overviews = Overviews
group-applications = Applications and refunds
group-management = Quality and settings
home-services = Services
home-since = Since you were last here
home-previous = Previous log-in: { $when }
home-nothing = Nothing new has happened.

# Open pages about the services, and who can see what (B8)
about-services-title = The services
about-services-lead = This is what you can use Helsevei for. Choose a service to read about it.
about-open = Log in and use the service
about-open-to-all = Use it without logging in
about-needed = What you need
about-needed-text = You log in with an electronic ID at the highest level, for instance BankID. If you have none, you can call the health service instead.
about-help = Help
about-who-may = Who can use it
about-who-title = Who can see what about me
about-who-lead = The rules of access are the same for everyone. Here they are as they work, service by service.
about-who-always = This holds in every service
about-who-oneself = From your 16th birthday you see your own information when the consent level is high enough.
about-who-parents = A parent with parental responsibility acts for children under 16 when at least one of the parents lives at the child's address. It ends on the 16th birthday.
about-who-powers = The person who holds a power of attorney from you sees what it covers, and never more than you see yourself.
about-who-hidden = What the health service has hidden from parents or from the young person is nowhere to be found for them: not in lists, counts, notices or logs.
about-who-unlisted = People with an unlisted address (code 6 or 7) cannot act for others, and nobody can act for them.
about-who-log = Every time someone looks at or changes something, your log says who it was and why they were given access.
about-who-here = Services in use here
about-who-later = Services that may come
about-who-later-text = The rules are set for these too, but the services are not in use here yet.
rule-level = Consent level
rule-no-level = No level needed
rule-parent-under-12 = Parent of a child under 12
rule-parent-12-to-15 = Parent of a child aged 12 to 15
rule-youth-with-consent = Young person aged 13 to 15 with a parent's consent
rule-youth-without = Young person aged 13 to 15 without it
rule-power = Holder of a power of attorney
rule-yes = Yes
rule-no = No
rule-own-use = Only what they have done themselves
rule-parents-own = The parent's own choices
rule-sees = Sees, but cannot change
rule-under-two = Until the child is two, and what has been
rule-gp-and-municipal = Only what comes from the GP and the municipality
rule-school-nurse = Only what comes from the school nurse
rule-power-sees = Sees. The power of attorney must cover: { $area }
rule-power-acts = Sees, and acts when the power of attorney says so. It must cover: { $area }
error-consent = Go to "Consent"
error-privacy = Go to “Privacy”

# At work (H3)
desk-front = The desk
desk-at-work-for = At work for
desk-change-office = Change office or role

offline-title = You are offline
offline-text = Helsevei needs the network to show anything about you. Nothing is stored on this device. Try again when you are online.

# Opening hours
opening-hours = Opening hours
opening-until = Open now, until { $time }
opening-until-midnight = Open now, until midnight
opening-until-day = Open now, until { $time } on { $day }
opening-always = Open around the clock
opening-today = Closed now. Opens at { $time } today.
opening-tomorrow = Closed now. Opens at { $time } tomorrow.
opening-later = Closed now. Opens at { $time } on { $day }.
opening-not-soon = Closed now
opening-closed = Closed
opening-all-day = Around the clock
opening-every-day = Every day
opening-days = { $first } to { $last }
opening-two-days = { $first } and { $last }
opening-holidays = Closed on public holidays.
opening-on-holidays = Open on public holidays too.
opening-map = Show on a map (openstreetmap.org)

# How the portal is just now
status-told = Service message
status-more = See the status
status-works = Works
status-maintenance = Maintenance
status-degraded = Works in part
status-down = Does not work
status-log-in = Log-in
status-pages = Citizens’ pages
status-messages = Messages and notices
status-api = The API for health services’ systems
status-open = Search and articles

# The letter that says that readers have written
reader-letter-subject = New feedback in Helsevei
reader-letter = Somebody has written to you in Helsevei. Log in to read it: { $address }
