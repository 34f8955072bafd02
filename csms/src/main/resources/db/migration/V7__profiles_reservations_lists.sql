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

-- Charging profiles as people name and keep them; the content as REST writes it.
CREATE TABLE charging_profile (
    account_id          text NOT NULL REFERENCES account,
    charging_profile_id uuid NOT NULL DEFAULT gen_random_uuid(),
    profile_number      integer NOT NULL,
    name                text NOT NULL,
    content             json NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    PRIMARY KEY (account_id, charging_profile_id),
    UNIQUE (account_id, profile_number)
);
COMMENT ON COLUMN charging_profile.profile_number IS 'the number by which OCPP names it';

-- Which profiles stations hold, as far as their answers tell.
CREATE TABLE station_charging_profile (
    account_id          text NOT NULL,
    station_id          text NOT NULL,
    profile_number      integer NOT NULL,
    evse                integer NOT NULL,
    purpose             text NOT NULL,
    stack_level         integer NOT NULL,
    ocpp_transaction_id text,
    content             json NOT NULL,
    adjustments         text[] NOT NULL DEFAULT '{}',
    verified            boolean,
    installed_at        timestamptz NOT NULL,
    PRIMARY KEY (account_id, station_id, profile_number),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);
COMMENT ON COLUMN station_charging_profile.verified IS 'whether the composite schedule that was asked for afterwards keeps to it';

-- What a station made of all its profiles when it was asked last.
CREATE TABLE composite_schedule (
    account_id text NOT NULL,
    station_id text NOT NULL,
    evse       integer NOT NULL,
    schedule   json NOT NULL,
    told_at    timestamptz NOT NULL,
    PRIMARY KEY (account_id, station_id, evse),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);

-- What a station has of a local authorization list, and whether we keep it in step.
CREATE TABLE local_list (
    account_id       text NOT NULL,
    station_id       text NOT NULL,
    mode             text NOT NULL DEFAULT 'off' CHECK (mode IN ('off', 'auto')),
    station_version  integer,
    accepted_version integer,
    updated_at       timestamptz NOT NULL,
    PRIMARY KEY (account_id, station_id),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);
COMMENT ON COLUMN local_list.station_version IS 'what the station told last: 0 is no list, -1 no support';
COMMENT ON COLUMN local_list.accepted_version IS 'of the list whose entries we know; another station_version means that somebody else changed it';

CREATE TABLE local_list_entry (
    account_id    text NOT NULL,
    station_id    text NOT NULL,
    tag_key       text NOT NULL,
    id_tag        text NOT NULL,
    status        text NOT NULL,
    expires_at    timestamptz,
    parent_id_tag text,
    PRIMARY KEY (account_id, station_id, tag_key),
    FOREIGN KEY (account_id, station_id) REFERENCES local_list ON DELETE CASCADE
);

DO $$
DECLARE
    secured text;
BEGIN
    FOREACH secured IN ARRAY ARRAY['reservation', 'charging_profile', 'station_charging_profile', 'composite_schedule', 'local_list', 'local_list_entry'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', secured);
        EXECUTE format('CREATE POLICY of_account ON %I TO wattline_app USING (account_id = current_setting(''wattline.account'', true))', secured);
        EXECUTE format('CREATE POLICY of_all ON %I TO wattline_ingest USING (true)', secured);
    END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE ON reservation, charging_profile, station_charging_profile, composite_schedule, local_list, local_list_entry TO wattline_app, wattline_ingest;
