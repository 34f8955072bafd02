-- Who may join and on what terms: boots, passwords that are being exchanged, user names; connectors whose status nobody confirmed.

ALTER TABLE account DROP CONSTRAINT account_unknown_station_policy_check;
ALTER TABLE account ADD CONSTRAINT account_unknown_station_policy_check CHECK (unknown_station_policy IN ('accept', 'pending', 'refuse'));
ALTER TABLE account ADD COLUMN boot_policy text NOT NULL DEFAULT 'accepted' CHECK (boot_policy IN ('accepted', 'pending', 'rejected'));
ALTER TABLE account ADD COLUMN boot_retry_seconds integer NOT NULL DEFAULT 60 CHECK (boot_retry_seconds BETWEEN 10 AND 86400);
ALTER TABLE account ADD COLUMN any_user_name boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN account.boot_policy IS 'what stations are answered of which no operator said otherwise';
COMMENT ON COLUMN account.any_user_name IS 'whether the user of HTTP Basic may be another than the station''s id';

ALTER TABLE station ADD COLUMN accepted boolean;
ALTER TABLE station ADD COLUMN previous_password_hash text;
COMMENT ON COLUMN station.accepted IS 'an operator''s word: true joins, false waits, null as the account says';
COMMENT ON COLUMN station.previous_password_hash IS 'valid until the station uses its new password';

ALTER TABLE connector ADD COLUMN unconfirmed_since timestamptz;
COMMENT ON COLUMN connector.unconfirmed_since IS 'the station connected then and has not told this connector''s status since';

-- What a boot is answered, in the words of OCPP.
CREATE FUNCTION boot_status(accepted boolean, boot_policy text) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN accepted THEN 'Accepted' WHEN boot_policy = 'rejected' THEN 'Rejected' WHEN boot_policy = 'pending' OR NOT accepted THEN 'Pending'
        ELSE 'Accepted' END;
