-- A position in no epoch makes the server say that the rows have to be fetched anew.
UPDATE cursor SET epoch = ''
