-- How stations behave: what they get wrong, how far their clocks are off, and how patient we are with them.

ALTER TABLE station ADD COLUMN strictness text NOT NULL DEFAULT 'tolerant' CHECK (strictness IN ('tolerant', 'strict'));
ALTER TABLE station ADD COLUMN clock_skew_seconds bigint;
COMMENT ON COLUMN station.clock_skew_seconds IS 'how far its clock is ahead of ours, smoothed; negative when behind';

CREATE TABLE deviation (
    account_id text NOT NULL,
    station_id text NOT NULL,
    kind       text NOT NULL,
    action     text NOT NULL,
    pointer    text NOT NULL,
    count      bigint NOT NULL,
    first_at   timestamptz NOT NULL,
    last_at    timestamptz NOT NULL,
    example    text NOT NULL,
    PRIMARY KEY (account_id, station_id, kind, action, pointer),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);

ALTER TABLE deviation ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_account ON deviation TO wattline_app USING (account_id = current_setting('wattline.account', true));
CREATE POLICY of_all ON deviation TO wattline_ingest USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON deviation TO wattline_app, wattline_ingest;
