broken-service-title = Tittel
broken-service-count = { $count } ting
broken-service-only-nb = Bare her
broken-service-unused = Ubrukt
broken-service-status-new = Ny
stray = Løs
