broken-service-title = Tittel
broken-service-count = { $number } ting
broken-service-unused = Ubrukt
broken-service-status-new = Ny
stray = Laus
