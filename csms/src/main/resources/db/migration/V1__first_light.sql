-- Every table is keyed by account first; high-volume tables are partitioned by day and carry no foreign keys,
-- because a look-up a row is what they cannot afford. Energy is Wh, power W, money the account's currency, times UTC.

CREATE TABLE account (
    account_id                 text PRIMARY KEY,
    name                       text NOT NULL,
    currency                   text NOT NULL DEFAULT 'EUR',
    time_zone                  text NOT NULL DEFAULT 'UTC',
    unknown_station_policy     text NOT NULL DEFAULT 'refuse' CHECK (unknown_station_policy IN ('accept', 'refuse')),
    heartbeat_interval_seconds integer NOT NULL DEFAULT 300 CHECK (heartbeat_interval_seconds BETWEEN 10 AND 86400),
    default_price_per_kwh      numeric(12, 4) NOT NULL DEFAULT 0,
    created_at                 timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE app_user (
    account_id    text NOT NULL REFERENCES account,
    user_id       uuid NOT NULL,
    email         text NOT NULL,
    name          text NOT NULL,
    password_hash text NOT NULL,
    permissions   text[] NOT NULL DEFAULT '{}',
    enabled       boolean NOT NULL DEFAULT true,
    time_zone     text NOT NULL DEFAULT 'UTC',
    dark_mode     boolean,
    last_login_at timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, user_id)
);
CREATE UNIQUE INDEX app_user_email ON app_user (lower(email));

CREATE TABLE refresh_token (
    account_id text NOT NULL,
    token_hash bytea NOT NULL,
    user_id    uuid NOT NULL,
    family     uuid NOT NULL,
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (account_id, token_hash),
    FOREIGN KEY (account_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
CREATE UNIQUE INDEX refresh_token_hash ON refresh_token (token_hash);
CREATE INDEX refresh_token_user ON refresh_token (account_id, user_id);

-- The platform's own key, of no account: signs access tokens.
CREATE TABLE signing_key (
    key_id     text PRIMARY KEY,
    jwk        text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE station (
    account_id          text NOT NULL REFERENCES account,
    station_id          text NOT NULL,
    name                text NOT NULL,
    enabled             boolean NOT NULL DEFAULT true,
    password_hash       text,
    price_per_kwh       numeric(12, 4) NOT NULL DEFAULT 0,
    currency            text NOT NULL DEFAULT 'EUR',
    location            text,
    ocpp_version        text,
    vendor              text,
    model               text,
    serial_number       text,
    firmware_version    text,
    boot                json,
    booted_at           timestamptz,
    online              boolean NOT NULL DEFAULT false,
    connected_at        timestamptz,
    remote_address      text,
    status              text,
    reported_status     text,
    first_seen_at       timestamptz,
    last_seen_at        timestamptz,
    updated_at          timestamptz NOT NULL DEFAULT now(),
    deleted_at          timestamptz,
    PRIMARY KEY (account_id, station_id)
);
CREATE INDEX station_by_id ON station (station_id);

CREATE TABLE connector (
    account_id      text NOT NULL,
    station_id      text NOT NULL,
    evse            integer NOT NULL,
    connector       integer NOT NULL,
    status          text NOT NULL DEFAULT 'Unknown',
    reported_status text NOT NULL DEFAULT 'Unknown',
    error_code      text,
    status_at       timestamptz,
    power_w         numeric,
    energy_wh       numeric,
    soc_percent     numeric,
    meter_at        timestamptz,
    transaction_id  uuid,
    PRIMARY KEY (account_id, station_id, evse, connector),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);
COMMENT ON COLUMN connector.energy_wh IS 'energy of the running or last transaction';

CREATE TABLE station_access (
    account_id text NOT NULL,
    station_id text NOT NULL,
    user_id    uuid NOT NULL,
    PRIMARY KEY (account_id, station_id, user_id),
    FOREIGN KEY (account_id, station_id) REFERENCES station,
    FOREIGN KEY (account_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
CREATE INDEX station_access_user ON station_access (account_id, user_id);

CREATE TABLE tag (
    account_id  text NOT NULL REFERENCES account,
    tag_key     text NOT NULL,
    id_tag      text NOT NULL,
    name        text,
    description text,
    parent_key  text,
    expires_at  timestamptz,
    blocked     boolean NOT NULL DEFAULT false,
    updated_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, tag_key),
    FOREIGN KEY (account_id, parent_key) REFERENCES tag ON DELETE SET NULL (parent_key),
    CHECK (tag_key <> parent_key)
);
COMMENT ON COLUMN tag.tag_key IS 'id_tag in upper case: tokens that differ in case only are one';
CREATE INDEX tag_parent ON tag (account_id, parent_key);

CREATE TABLE tag_user (
    account_id text NOT NULL,
    tag_key    text NOT NULL,
    user_id    uuid NOT NULL,
    PRIMARY KEY (account_id, tag_key, user_id),
    FOREIGN KEY (account_id, tag_key) REFERENCES tag ON DELETE CASCADE,
    FOREIGN KEY (account_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
CREATE INDEX tag_user_user ON tag_user (account_id, user_id);

CREATE SEQUENCE ocpp_transaction_number AS integer INCREMENT BY 100 CYCLE;
COMMENT ON SEQUENCE ocpp_transaction_number IS 'start of the next block of 100 OCPP 1.x transaction numbers';

CREATE TABLE transaction (
    account_id          text NOT NULL,
    transaction_id      uuid NOT NULL,
    station_id          text NOT NULL,
    ocpp_transaction_id text NOT NULL,
    opening             text,
    evse                integer NOT NULL,
    connector           integer NOT NULL,
    id_tag              text,
    state               text NOT NULL CHECK (state IN ('active', 'ended', 'reconstructed')),
    charging_state      text,
    started_at          timestamptz NOT NULL,
    stopped_at          timestamptz,
    meter_start_wh      numeric,
    meter_last_wh       numeric,
    meter_stop_wh       numeric,
    energy_wh           numeric NOT NULL DEFAULT 0,
    price_per_kwh       numeric(12, 4) NOT NULL DEFAULT 0,
    currency            text NOT NULL DEFAULT 'EUR',
    start_reason        text,
    stop_reason         text,
    remote_start_id     integer,
    flags               text[] NOT NULL DEFAULT '{}',
    received_at         timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    PRIMARY KEY (account_id, transaction_id),
    UNIQUE (account_id, station_id, ocpp_transaction_id),
    UNIQUE (account_id, station_id, opening),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);
CREATE INDEX transaction_started ON transaction (account_id, started_at DESC);
CREATE INDEX transaction_open ON transaction (account_id, station_id) WHERE state = 'active';

CREATE TABLE task (
    account_id      text NOT NULL,
    task_id         uuid NOT NULL,
    station_id      text NOT NULL,
    command         text NOT NULL,
    stage           text NOT NULL CHECK (stage IN ('queued', 'sent', 'answered', 'effective', 'failed')),
    result          text,
    action          text,
    request         json,
    response        json,
    error           text,
    created_by      uuid,
    idempotency_key text,
    effect          json,
    deadline        timestamptz,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (account_id, task_id),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);
COMMENT ON COLUMN task.effect IS 'the fact that shows that the station did what it agreed to';
COMMENT ON COLUMN task.deadline IS 'until when that fact is waited for; null when nothing is';
CREATE INDEX task_newest ON task (account_id, created_at DESC, task_id);
CREATE INDEX task_station ON task (account_id, station_id, created_at DESC, task_id);
CREATE INDEX task_unfinished ON task (updated_at) WHERE stage IN ('queued', 'sent') OR deadline IS NOT NULL;
CREATE UNIQUE INDEX task_once ON task (account_id, created_by, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- One wide row a MeterValues: the common measurands as columns, the rest as JSON.
CREATE TABLE meter_value (
    account_id     text NOT NULL,
    station_id     text NOT NULL,
    evse           integer NOT NULL,
    connector      integer NOT NULL,
    at             timestamptz NOT NULL,
    fingerprint    integer NOT NULL,
    received_at    timestamptz NOT NULL,
    transaction_id uuid,
    power_w        numeric,
    energy_wh      numeric,
    soc_percent    numeric,
    current_a      numeric,
    voltage_v      numeric,
    other          jsonb,
    PRIMARY KEY (account_id, station_id, at, evse, connector, fingerprint)
) PARTITION BY RANGE (at);
COMMENT ON COLUMN meter_value.energy_wh IS 'the register as read';
COMMENT ON COLUMN meter_value.fingerprint IS 'hash of the samples: a repeated frame finds its own row, another frame of the same second does not';

CREATE TABLE frame (
    account_id  text NOT NULL,
    station_id  text NOT NULL,
    frame_id    bigint NOT NULL,
    at          timestamptz NOT NULL,
    direction   text NOT NULL,
    type        text NOT NULL,
    action      text,
    message_id  text,
    payload     text NOT NULL,
    latency_ms  integer,
    verdict     text NOT NULL
) PARTITION BY RANGE (at);
COMMENT ON COLUMN frame.frame_id IS 'microseconds since 1970, made unique by counting on: orders the frames of a station';
CREATE INDEX frame_station ON frame (account_id, station_id, frame_id);

-- Facts in the order of their commit: history for people now, the source of webhooks and streams.
CREATE SEQUENCE outbox_sequence;
CREATE TABLE outbox (
    account_id  text NOT NULL,
    station_id  text NOT NULL,
    sequence    bigint NOT NULL DEFAULT nextval('outbox_sequence'),
    type        text NOT NULL,
    evse        integer,
    connector   integer,
    at          timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    data        json NOT NULL
) PARTITION BY RANGE (received_at);
CREATE INDEX outbox_station ON outbox (account_id, station_id, sequence);

CREATE TABLE meter_value_other_days PARTITION OF meter_value DEFAULT;
CREATE TABLE frame_other_days PARTITION OF frame DEFAULT;
CREATE TABLE outbox_other_days PARTITION OF outbox DEFAULT;

-- Creates the day partitions from yesterday to days_ahead; callable by the serving roles, which own no table.
-- Rows that came before their day's partition (stations with wrong clocks) move into it: PostgreSQL refuses the partition otherwise.
CREATE FUNCTION create_day_partitions(days_ahead integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    day_of CONSTANT jsonb = '{"meter_value": "at", "frame": "at", "outbox": "received_at"}';
    parent text;
    day date;
    part text;
    lower_end text;
    upper_end text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('create_day_partitions'));
    FOREACH parent IN ARRAY ARRAY['meter_value', 'frame', 'outbox'] LOOP
        FOR day IN SELECT generate_series(((now() AT TIME ZONE 'UTC')::date - 1), ((now() AT TIME ZONE 'UTC')::date + days_ahead), interval '1 day')::date LOOP
            part := parent || to_char(day, '_YYYYMMDD');
            lower_end := day::text || ' 00:00+00';
            upper_end := (day + 1)::text || ' 00:00+00';
            CONTINUE WHEN to_regclass(part) IS NOT NULL;
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
            EXECUTE format('WITH early AS (DELETE FROM %2$I WHERE %3$I >= %4$L AND %3$I < %5$L RETURNING *) INSERT INTO %1$I SELECT * FROM early',
                part, parent || '_other_days', day_of ->> parent, lower_end, upper_end);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, part, lower_end, upper_end);
        END LOOP;
    END LOOP;
END
$$;
SELECT create_day_partitions(7);

-- The second lock: requests see the account they said they are for and nothing else; ingest works for all accounts at once.
DO $$
DECLARE
    secured text;
BEGIN
    FOREACH secured IN ARRAY ARRAY['account', 'app_user', 'refresh_token', 'station', 'connector', 'station_access', 'tag', 'tag_user', 'transaction', 'task',
        'meter_value', 'frame', 'outbox'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', secured);
        EXECUTE format('CREATE POLICY of_account ON %I TO wattline_app USING (account_id = current_setting(''wattline.account'', true))', secured);
        EXECUTE format('CREATE POLICY of_all ON %I TO wattline_ingest USING (true)', secured);
    END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE ON account, app_user, refresh_token, station, connector, station_access, tag, tag_user, transaction, task, meter_value, frame,
    outbox TO wattline_app, wattline_ingest;
GRANT SELECT, INSERT ON signing_key TO wattline_ingest;
GRANT USAGE ON SEQUENCE ocpp_transaction_number, outbox_sequence TO wattline_app, wattline_ingest;
GRANT EXECUTE ON FUNCTION create_day_partitions(integer) TO wattline_ingest;
