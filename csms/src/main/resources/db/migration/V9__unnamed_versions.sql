-- Stations that offer no subprotocol: what they are taken to speak, and whether strangers among them may come in.

ALTER TABLE account ADD COLUMN default_version text NOT NULL DEFAULT '1.6' CHECK (default_version IN ('1.6', '2.0.1', '2.1'));
ALTER TABLE account ADD COLUMN unnamed_version_policy text NOT NULL DEFAULT 'refuse' CHECK (unnamed_version_policy IN ('refuse', 'assume'));
COMMENT ON COLUMN account.default_version IS 'of stations that offer no subprotocol and never told';
COMMENT ON COLUMN account.unnamed_version_policy IS 'of stations nobody registered that offer no subprotocol';
