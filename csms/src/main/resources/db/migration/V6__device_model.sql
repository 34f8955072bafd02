-- What stations say of themselves: variables with their wanted values, the reports that told them, monitors, and notices that are valid now.
-- variable_key is the variable's full name in lower case: component, its instance, EVSE, connector, variable, its instance.

CREATE TABLE variable (
    account_id          text NOT NULL,
    station_id          text NOT NULL,
    variable_key        text NOT NULL,
    component           text NOT NULL,
    component_instance  text,
    evse                integer NOT NULL,
    connector           integer NOT NULL,
    variable            text NOT NULL,
    instance            text,
    attributes          jsonb NOT NULL,
    unit                text,
    data_type           text,
    min_limit           numeric,
    max_limit           numeric,
    values_list         text[],
    supports_monitoring boolean,
    reboot_required     boolean NOT NULL,
    updated_at          timestamptz NOT NULL,
    missing_since       timestamptz,
    PRIMARY KEY (account_id, station_id, variable_key),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);
COMMENT ON COLUMN variable.attributes IS 'by type: {"Actual": {"value", "mutability", "persistent", "constant"}, …}';
COMMENT ON COLUMN variable.missing_since IS 'when the station said, or a full report showed, that it has this variable no more';
CREATE INDEX variable_after_boot ON variable (account_id, station_id) WHERE reboot_required;

CREATE TABLE variable_wanted (
    account_id         text NOT NULL,
    station_id         text NOT NULL,
    variable_key       text NOT NULL,
    component          text NOT NULL,
    component_instance text,
    evse               integer NOT NULL,
    connector          integer NOT NULL,
    variable           text NOT NULL,
    instance           text,
    value              text NOT NULL,
    updated_at         timestamptz NOT NULL,
    PRIMARY KEY (account_id, station_id, variable_key),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);

CREATE TABLE variable_report (
    account_id       text NOT NULL,
    station_id       text NOT NULL,
    request_id       integer NOT NULL,
    kind             text,
    requested_at     timestamptz NOT NULL,
    parts            integer[] NOT NULL,
    last_part        integer,
    updated_at       timestamptz NOT NULL,
    completed_at     timestamptz,
    firmware_version text,
    PRIMARY KEY (account_id, station_id, request_id),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);
COMMENT ON COLUMN variable_report.kind IS 'null when nobody asked for it';
COMMENT ON COLUMN variable_report.firmware_version IS 'of the station when the report was complete';

CREATE TABLE variable_monitor (
    account_id              text NOT NULL,
    station_id              text NOT NULL,
    monitor_id              integer NOT NULL,
    variable_key            text NOT NULL,
    type                    text NOT NULL,
    value                   numeric NOT NULL,
    severity                integer NOT NULL,
    transaction_only        boolean NOT NULL,
    event_notification_type text,
    updated_at              timestamptz NOT NULL,
    PRIMARY KEY (account_id, station_id, monitor_id),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);
CREATE INDEX variable_monitor_variable ON variable_monitor (account_id, station_id, variable_key);

CREATE TABLE station_notice (
    account_id text NOT NULL,
    station_id text NOT NULL,
    kind       text NOT NULL,
    key        text NOT NULL,
    evse       integer,
    data       jsonb NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (account_id, station_id, kind, key),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);

-- Null: as the account, or the deployment, has it.
ALTER TABLE account ADD COLUMN report_after_boot text CHECK (report_after_boot IN ('changed', 'always', 'never')),
    ADD COLUMN apply_after_boot boolean;
ALTER TABLE station ADD COLUMN report_after_boot text CHECK (report_after_boot IN ('changed', 'always', 'never')),
    ADD COLUMN apply_after_boot boolean;

DO $$
DECLARE
    secured text;
BEGIN
    FOREACH secured IN ARRAY ARRAY['variable', 'variable_wanted', 'variable_report', 'variable_monitor', 'station_notice'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', secured);
        EXECUTE format('CREATE POLICY of_account ON %I TO wattline_app USING (account_id = current_setting(''wattline.account'', true))', secured);
        EXECUTE format('CREATE POLICY of_all ON %I TO wattline_ingest USING (true)', secured);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON variable, variable_wanted, variable_report, variable_monitor, station_notice TO wattline_app, wattline_ingest;
