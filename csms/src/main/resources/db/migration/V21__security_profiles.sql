-- How stations have to show who they are, and the way there.

ALTER TABLE station ADD COLUMN security_profile integer NOT NULL DEFAULT 0 CHECK (security_profile BETWEEN 0 AND 3);
ALTER TABLE station ADD COLUMN wanted_security_profile integer CHECK (wanted_security_profile BETWEEN 1 AND 3);
ALTER TABLE station ADD COLUMN wanted_security_until timestamptz;
ALTER TABLE station ADD COLUMN certificate_thumbprints text[] NOT NULL DEFAULT '{}';
ALTER TABLE station ADD COLUMN certificate_name text;
COMMENT ON COLUMN station.security_profile IS 'anything weaker is refused; 0 asks for a password only if there is one';
COMMENT ON COLUMN station.wanted_security_profile IS 'becomes the security profile once the station connects so, until wanted_security_until';
COMMENT ON COLUMN station.certificate_thumbprints IS 'SHA-256 in hexadecimal lower case: no other certificate will do, and these whoever signed them';
COMMENT ON COLUMN station.certificate_name IS 'the name in the station''s certificate where it is not the station''s id';
