broken-service-title = Title
broken-service-count = { $count } things
broken-service-unused = Unused
broken-service-status-new = New
stray = Stray
