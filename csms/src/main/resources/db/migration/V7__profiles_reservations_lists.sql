-- A place that a station keeps for a token. The station decides; these rows mirror what it said.
CREATE TABLE reservation (
    account_id         text NOT NULL,
    reservation_id     uuid NOT NULL DEFAULT gen_random_uuid(),
    station_id         text NOT NULL,
    reservation_number integer NOT NULL,
    evse               integer NOT NULL,
    connector          integer NOT NULL,
    connector_type     text,
    id_tag             text NOT NULL,
    tag_key            text NOT NULL,
    parent_id_tag      text,
    parent_key         text,
    expires_at         timestamptz NOT NULL,
    status             text NOT NULL CHECK (status IN ('pending', 'accepted', 'rejected', 'used', 'expired', 'cancelled')),
    reason             text,
    transaction_id     uuid,
    task_id            uuid,
    created_by         uuid,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    PRIMARY KEY (account_id, reservation_id),
    UNIQUE (account_id, station_id, reservation_number),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);
COMMENT ON COLUMN reservation.reservation_number IS 'the number by which OCPP names it';
COMMENT ON COLUMN reservation.evse IS '0 is any of the station; connector 0 any of the EVSE';
CREATE INDEX reservation_newest ON reservation (account_id, created_at DESC, reservation_id);
CREATE INDEX reservation_number ON reservation (account_id, reservation_number);
CREATE INDEX reservation_due ON reservation (expires_at) WHERE status IN ('pending', 'accepted');

DO $$
DECLARE
    secured text;
BEGIN
    FOREACH secured IN ARRAY ARRAY['reservation'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', secured);
        EXECUTE format('CREATE POLICY of_account ON %I TO wattline_app USING (account_id = current_setting(''wattline.account'', true))', secured);
        EXECUTE format('CREATE POLICY of_all ON %I TO wattline_ingest USING (true)', secured);
    END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE ON reservation TO wattline_app, wattline_ingest;
