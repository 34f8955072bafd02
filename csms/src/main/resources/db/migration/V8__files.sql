-- Files between platform and stations, certificates as far as stations ask and tell, and how long frames are kept.

ALTER TABLE account ADD COLUMN frame_retention_days integer NOT NULL DEFAULT 30 CHECK (frame_retention_days BETWEEN 1 AND 3650);

CREATE TABLE file (
    account_id text NOT NULL REFERENCES account,
    file_id    uuid NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('firmware', 'diagnostics', 'log')),
    name       text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256     text NOT NULL,
    md5        text NOT NULL,
    station_id text,
    task_id    uuid,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, file_id),
    FOREIGN KEY (account_id, station_id) REFERENCES station,
    FOREIGN KEY (account_id, task_id) REFERENCES task ON DELETE SET NULL (task_id)
);
COMMENT ON TABLE file IS 'what is known of a file; its content lies in a folder, under account and id';
CREATE INDEX file_station ON file (account_id, station_id, created_at DESC, file_id);

CREATE TABLE firmware (
    account_id          text NOT NULL,
    file_id             uuid NOT NULL,
    version             text NOT NULL,
    vendor              text,
    model               text,
    signing_certificate text,
    signature           text,
    PRIMARY KEY (account_id, file_id),
    FOREIGN KEY (account_id, file_id) REFERENCES file ON DELETE CASCADE
);

CREATE TABLE job (
    account_id  text NOT NULL,
    task_id     uuid NOT NULL,
    station_id  text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('firmware', 'diagnostics', 'log', 'publication')),
    request_id  integer NOT NULL,
    login       text,
    secret_hash bytea,
    expires_at  timestamptz,
    firmware_id uuid,
    file_id     uuid,
    status      text,
    info        text,
    outcome     text NOT NULL DEFAULT 'running' CHECK (outcome IN ('running', 'done', 'failed')),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (account_id, task_id),
    FOREIGN KEY (account_id, task_id) REFERENCES task ON DELETE CASCADE,
    FOREIGN KEY (account_id, station_id) REFERENCES station,
    FOREIGN KEY (account_id, firmware_id) REFERENCES firmware ON DELETE SET NULL (firmware_id),
    FOREIGN KEY (account_id, file_id) REFERENCES file ON DELETE SET NULL (file_id)
);
COMMENT ON COLUMN job.login IS 'names the job at the file server, with a secret of which the SHA-256 is kept; null when the file is elsewhere';
CREATE UNIQUE INDEX job_login ON job (login);
CREATE UNIQUE INDEX job_secret ON job (secret_hash);
CREATE INDEX job_station ON job (account_id, station_id, created_at DESC, task_id);
CREATE INDEX job_firmware ON job (account_id, firmware_id) WHERE firmware_id IS NOT NULL;
CREATE INDEX job_file ON job (account_id, file_id) WHERE file_id IS NOT NULL;

CREATE TABLE certificate_request (
    account_id       text NOT NULL,
    request_id       uuid NOT NULL DEFAULT gen_random_uuid(),
    station_id       text NOT NULL,
    certificate_type text NOT NULL,
    csr              text NOT NULL,
    csr_hash         text NOT NULL,
    ocpp_request_id  integer,
    subject          text,
    key              text,
    flaw             text,
    status           text NOT NULL CHECK (status IN ('requested', 'signed', 'rejected')),
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    PRIMARY KEY (account_id, request_id),
    UNIQUE (account_id, station_id, certificate_type, csr_hash),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);
CREATE INDEX certificate_request_newest ON certificate_request (account_id, station_id, created_at DESC, request_id);

CREATE TABLE station_certificate (
    account_id       text NOT NULL,
    station_id       text NOT NULL,
    certificate_type text NOT NULL,
    hash_algorithm   text NOT NULL,
    issuer_name_hash text NOT NULL,
    issuer_key_hash  text NOT NULL,
    serial_number    text NOT NULL,
    children         json NOT NULL,
    listed_at        timestamptz NOT NULL,
    PRIMARY KEY (account_id, station_id, certificate_type, hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);

DO $$
DECLARE
    secured text;
BEGIN
    FOREACH secured IN ARRAY ARRAY['file', 'firmware', 'job', 'certificate_request', 'station_certificate'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', secured);
        EXECUTE format('CREATE POLICY of_account ON %I TO wattline_app USING (account_id = current_setting(''wattline.account'', true))', secured);
        EXECUTE format('CREATE POLICY of_all ON %I TO wattline_ingest USING (true)', secured);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON file, firmware, job, certificate_request, station_certificate TO wattline_app, wattline_ingest;

-- Drops the day partitions of frames that every account has done with; callable by the serving roles, which own no table.
CREATE FUNCTION drop_frame_partitions(first_kept date) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    part text;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('create_day_partitions'));
    FOR part IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'frame'::regclass AND c.relname ~ '^frame_\d{8}$' AND to_date(right(c.relname, 8), 'YYYYMMDD') < first_kept LOOP
        EXECUTE format('DROP TABLE %I', part);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;
REVOKE ALL ON FUNCTION drop_frame_partitions(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_frame_partitions(date) TO wattline_ingest;
