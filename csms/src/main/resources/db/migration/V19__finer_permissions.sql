-- Who could do everything still can, and who could change the settings of an account because he managed its users still can.
UPDATE app_user SET permissions = permissions || ARRAY['OperateStations', 'SendDestructiveCommands', 'ManageWebhooks', 'ManageApiKeys', 'ReadAudit',
    'ManageSettings']
WHERE permissions @> ARRAY['ReadOverview', 'ReadChargingStations', 'ManageChargingStations', 'ReadTags', 'ManageTags', 'ReadSchedules', 'ReadUsers',
    'ManageUsers', 'ReadSettings', 'ReadTransactions'];
UPDATE app_user SET permissions = permissions || ARRAY['OperateStations', 'SendDestructiveCommands']
WHERE permissions @> ARRAY['ManageChargingStations'] AND NOT permissions @> ARRAY['OperateStations'];
UPDATE app_user SET permissions = permissions || ARRAY['ManageSettings']
WHERE permissions @> ARRAY['ManageUsers'] AND NOT permissions @> ARRAY['ManageSettings'];

ALTER TABLE account ADD COLUMN confirm_destructive boolean NOT NULL DEFAULT false;

-- What programs call REST with. The key itself is nowhere: 256 random bits need no slow hash.
CREATE TABLE api_key (
    account_id          text NOT NULL REFERENCES account,
    key_id              uuid NOT NULL,
    name                text NOT NULL,
    prefix              text NOT NULL,
    key_hash            bytea NOT NULL,
    permissions         text[] NOT NULL,
    requests_per_minute integer NOT NULL,
    created_by          uuid NOT NULL,
    created_at          timestamptz NOT NULL,
    expires_at          timestamptz NOT NULL,
    last_used_at        timestamptz,
    last_used_from      text,
    PRIMARY KEY (account_id, key_id),
    FOREIGN KEY (account_id, created_by) REFERENCES app_user ON DELETE CASCADE
);
COMMENT ON COLUMN api_key.key_hash IS 'SHA-256 of the key';
CREATE UNIQUE INDEX api_key_hash ON api_key (key_hash);
CREATE INDEX api_key_creator ON api_key (account_id, created_by);
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_account ON api_key TO wattline_app USING (account_id = current_setting('wattline.account', true));
CREATE POLICY of_all ON api_key TO wattline_ingest USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON api_key TO wattline_app, wattline_ingest;
SELECT audit_table('api_key', 'INSERT OR DELETE', 'api-key', 'api-key', 'key_id');

-- Who a user is at a provider that others sign in with.
CREATE TABLE external_identity (
    account_id text NOT NULL,
    issuer     text NOT NULL,
    subject    text NOT NULL,
    user_id    uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, issuer, subject),
    FOREIGN KEY (account_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
CREATE INDEX external_identity_user ON external_identity (account_id, user_id);
ALTER TABLE external_identity ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_account ON external_identity TO wattline_app USING (account_id = current_setting('wattline.account', true));
CREATE POLICY of_all ON external_identity TO wattline_ingest USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON external_identity TO wattline_app, wattline_ingest;
SELECT audit_table('external_identity', 'INSERT OR DELETE', 'user.identity', 'user', 'user_id');
