-- What connectors can give, how tags are compared, what follows a refused start, and what a firmware cannot do.

ALTER TABLE station ADD COLUMN max_power_kw numeric(9, 3) CHECK (max_power_kw > 0);
ALTER TABLE connector ADD COLUMN max_power_kw numeric(9, 3) CHECK (max_power_kw > 0);
COMMENT ON COLUMN station.max_power_kw IS 'what each connector of it can give at most, as an operator said; null when none did';
COMMENT ON COLUMN connector.max_power_kw IS 'what it can give at most, as an operator said; null when none did';
CREATE INDEX variable_power ON variable (account_id, station_id) WHERE lower(variable) = 'power' AND max_limit > 0;

ALTER TABLE account ADD COLUMN exact_tags boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN account.exact_tags IS 'whether a tag is another one when its letters are of another case';
ALTER TABLE account ADD COLUMN unauthorized_start text NOT NULL DEFAULT 'leave' CHECK (unauthorized_start IN ('leave', 'stop', 'unlock'));
COMMENT ON COLUMN account.unauthorized_start IS 'what follows when a station starts with a token that was refused';

ALTER TABLE capability ADD COLUMN detail text NOT NULL DEFAULT '';
ALTER TABLE capability DROP CONSTRAINT capability_pkey;
ALTER TABLE capability ADD PRIMARY KEY (account_id, vendor, model, firmware_version, action, detail);
COMMENT ON COLUMN capability.detail IS 'which of the things the action asks for: the message of a trigger, the connector of a lock …; empty for the action itself';

COMMENT ON COLUMN variable.attributes IS 'by type: {"Actual": {"value", "mutability", "persistent", "constant", "asOf"}, …}; asOf: when the station says it was so';
