site-topics = Topics
site-topics-lead = Read about health, help and rights. You do not need to log in.
site-alphabet = A to Z
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
