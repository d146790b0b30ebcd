site-front-title = Your way to the health service
site-front-lead = See your appointments and who has looked at your information, and decide over it yourself. For you, your children and those who have given you power of attorney.
site-front-log-in = Log in
site-front-services = Services
site-front-children = For your children
site-front-children-text = As a parent you see the appointments of children under 16 and can act for them. From the age of 12 you see less.
site-front-control = You decide
site-front-control-text = Each time somebody looks at your information, it is written down who, when and why. You can read it yourself.
site-front-everyone = For everyone
site-front-everyone-text = Everything works on a phone, with a screen reader, with a keyboard and on a slow line.
site-front-about = How it works
site-front-urgent = Is it urgent?
site-front-life = When life is in danger:
site-front-doctor = Emergency clinic:
site-front-more-help = More numbers and advice
site-front-current = Worth reading now
site-topics = Topics
site-topics-lead = Read about health, help and rights. You do not need to log in.
site-alphabet = A to Z
site-alphabet-lead = All articles and services in alphabetical order.
site-alphabet-letters = Letters
site-languages = Languages
site-languages-lead = You can use the whole portal in Bokmål, Nynorsk and English. Here you see what there is to read in each language.
site-languages-choose = Show the portal in { $name }
site-languages-none = No articles yet.
site-languages-count = { $count ->
    [one] One article
   *[other] { $count } articles
  }
site-in-nb = (in Norwegian, Bokmål)
site-in-nn = (in Norwegian, Nynorsk)
site-in-en = (in English)
site-in-se = (in Northern Sámi)
site-not-in-your-language = This article does not exist in the language you have chosen. You are reading it
site-emergency = Emergency
site-note = Good to know
site-contents = Contents
site-services = Use the services
site-related = Read also
site-about-article = About this article
site-contributor = Responsible
site-authors = Written by
site-updated = Last updated
site-next-review = To be reviewed by
site-sources = Sources
site-cite = How to cite this article
site-cite-as = { $contributor }. { $title }. Helsevei, updated { $updated }. { $address }
site-also-in = Also in
site-search = Search
site-search-lead = Search articles and services. What you search for is not connected to you.
site-search-label = What are you looking for?
site-search-topic = Topic
site-search-all-topics = All topics
site-search-language = Language
site-search-all-languages = All languages
site-search-hits = { $count ->
    [0] Nothing found
    [one] One result
   *[other] { $count } results
  }
site-search-none = Try other words, fewer words or another spelling. You can also go to a topic:
site-search-none-else = Or see everything there is:
site-kind-service = Service
site-previous = Previous
site-next = Next
site-feed = Helsevei: new and changed articles
site-treatments = Choose where to be treated
site-treatments-lead = See who gives the treatment you are referred to, and how long you can expect to wait.
site-treatments-label = Which treatment is it?
site-treatments-hits = { $count ->
    [0] No treatments
    [one] 1 treatment
   *[other] { $count } treatments
}
site-treatments-none = We did not find the treatment. Try another word, or look for it in the list below.
site-treatments-none-else = Not all treatments are listed here. Ask your GP, or the place you are referred to.
site-treatments-empty = There are no treatments here yet.
site-treatments-all = All treatments
site-treatments-summary = { $name }: the places that give the treatment, and the expected wait.
site-treatments-compare = Compare: { $name }
site-treatments-found = Choose where to be treated for
