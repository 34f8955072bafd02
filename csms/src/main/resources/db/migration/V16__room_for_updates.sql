-- Rows that change with every meter value find their next version a place on their own page, so that no index is touched.
ALTER TABLE connector SET (fillfactor = 50);
ALTER TABLE transaction SET (fillfactor = 80);
