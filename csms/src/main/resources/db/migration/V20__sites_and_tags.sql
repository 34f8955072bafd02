-- Sites that group stations; what a tag is, where it may charge, how often at once; and tokens that stations asked about and nobody knows.

CREATE TABLE site (
    account_id text NOT NULL REFERENCES account,
    site_id    uuid NOT NULL,
    name       text NOT NULL,
    address    text,
    latitude   numeric(8, 6) CHECK (latitude BETWEEN -90 AND 90),
    longitude  numeric(9, 6) CHECK (longitude BETWEEN -180 AND 180),
    time_zone  text NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, site_id),
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE UNIQUE INDEX site_name ON site (account_id, lower(name));

ALTER TABLE station ADD COLUMN site_id uuid, ADD FOREIGN KEY (account_id, site_id) REFERENCES site ON DELETE SET NULL (site_id);
CREATE INDEX station_site ON station (account_id, site_id) WHERE site_id IS NOT NULL;

CREATE TABLE site_user (
    account_id text NOT NULL,
    site_id    uuid NOT NULL,
    user_id    uuid NOT NULL,
    PRIMARY KEY (account_id, site_id, user_id),
    FOREIGN KEY (account_id, site_id) REFERENCES site ON DELETE CASCADE,
    FOREIGN KEY (account_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
COMMENT ON TABLE site_user IS 'who without permissions may use all stations of a site';
CREATE INDEX site_user_user ON site_user (account_id, user_id);

ALTER TABLE tag ADD COLUMN type text, ADD COLUMN blocked_reason text,
    ADD COLUMN max_transactions integer CHECK (max_transactions > 0),
    ADD COLUMN max_pool_transactions integer CHECK (max_pool_transactions > 0),
    ADD COLUMN restricted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN tag.type IS 'as OCPP 2.x names it; null fits any';
COMMENT ON COLUMN tag.max_transactions IS 'how many may run at once with this tag; null leaves it to the account';
COMMENT ON COLUMN tag.max_pool_transactions IS 'how many may run at once with this tag and all below it';
COMMENT ON COLUMN tag.restricted IS 'may charge at its stations and sites only, and nowhere when the last of them is gone';

CREATE TABLE tag_station (
    account_id text NOT NULL,
    tag_key    text NOT NULL,
    station_id text NOT NULL,
    PRIMARY KEY (account_id, tag_key, station_id),
    FOREIGN KEY (account_id, tag_key) REFERENCES tag ON DELETE CASCADE,
    FOREIGN KEY (account_id, station_id) REFERENCES station
);

CREATE TABLE tag_site (
    account_id text NOT NULL,
    tag_key    text NOT NULL,
    site_id    uuid NOT NULL,
    PRIMARY KEY (account_id, tag_key, site_id),
    FOREIGN KEY (account_id, tag_key) REFERENCES tag ON DELETE CASCADE,
    FOREIGN KEY (account_id, site_id) REFERENCES site ON DELETE CASCADE
);
CREATE INDEX tag_site_site ON tag_site (account_id, site_id);

CREATE TABLE unknown_tag (
    account_id    text NOT NULL REFERENCES account,
    tag_key       text NOT NULL,
    id_tag        text NOT NULL,
    type          text,
    station_id    text NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL,
    count         bigint NOT NULL,
    PRIMARY KEY (account_id, tag_key),
    FOREIGN KEY (account_id, station_id) REFERENCES station
);
COMMENT ON COLUMN unknown_tag.station_id IS 'where it was seen last';
CREATE INDEX unknown_tag_latest ON unknown_tag (account_id, last_seen_at);

ALTER TABLE local_list_entry ADD COLUMN type text;

SELECT audit_table('site', 'INSERT OR UPDATE OR DELETE', 'site', 'site', 'site_id'),
    audit_table('site_user', 'INSERT OR UPDATE OR DELETE', 'site.user', 'site', 'site_id'),
    audit_table('tag_station', 'INSERT OR UPDATE OR DELETE', 'tag.station', 'tag', 'tag_key'),
    audit_table('tag_site', 'INSERT OR UPDATE OR DELETE', 'tag.site', 'tag', 'tag_key');

DO $$
DECLARE
    secured text;
BEGIN
    FOREACH secured IN ARRAY ARRAY['site', 'site_user', 'tag_station', 'tag_site', 'unknown_tag'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', secured);
        EXECUTE format('CREATE POLICY of_account ON %I TO wattline_app USING (account_id = current_setting(''wattline.account'', true))', secured);
        EXECUTE format('CREATE POLICY of_all ON %I TO wattline_ingest USING (true)', secured);
    END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE ON site, site_user, tag_station, tag_site, unknown_tag TO wattline_app, wattline_ingest;
