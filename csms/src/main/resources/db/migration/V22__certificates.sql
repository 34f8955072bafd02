-- Who signs the certificates of stations, whom accounts trust, which certificates were issued, and who is asked about contract certificates.

CREATE TABLE certificate_settings (
    account_id             text PRIMARY KEY REFERENCES account,
    signing                text NOT NULL DEFAULT 'manual' CHECK (signing IN ('manual', 'built-in', 'external')),
    signing_url            text,
    signing_secret  bytea,
    organization           text,
    validity_days          integer NOT NULL DEFAULT 397 CHECK (validity_days BETWEEN 1 AND 3650),
    warning_days           integer NOT NULL DEFAULT 30 CHECK (warning_days BETWEEN 1 AND 365),
    renewal_days           integer NOT NULL DEFAULT 0 CHECK (renewal_days BETWEEN 0 AND 365),
    provider_url           text,
    provider_secret bytea
);
COMMENT ON COLUMN certificate_settings.organization IS 'what a station must name as its organization; null: anything';
COMMENT ON COLUMN certificate_settings.renewal_days IS 'how long before its end a station is asked for a request; 0: never';
COMMENT ON COLUMN certificate_settings.signing_secret IS 'sealed under the master key, like provider_secret and private keys';

CREATE TABLE certificate_authority (
    account_id   text NOT NULL REFERENCES account,
    authority_id uuid NOT NULL,
    certificate  text NOT NULL,
    private_key  bytea NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, authority_id)
);

CREATE TABLE trusted_authority (
    account_id   text NOT NULL REFERENCES account,
    authority_id uuid NOT NULL DEFAULT gen_random_uuid(),
    name         text NOT NULL,
    purpose      text NOT NULL CHECK (purpose IN ('stations', 'contracts')),
    certificate  text NOT NULL,
    subject      text NOT NULL,
    thumbprint   text NOT NULL,
    not_after    timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, authority_id),
    UNIQUE (account_id, purpose, thumbprint)
);

CREATE TABLE issued_certificate (
    account_id        text NOT NULL REFERENCES account,
    certificate_id    uuid NOT NULL,
    station_id        text NOT NULL,
    certificate_type  text NOT NULL,
    subject           text NOT NULL,
    issuer            text NOT NULL,
    serial_number     text NOT NULL,
    thumbprint        text NOT NULL,
    chain             text NOT NULL,
    not_before        timestamptz NOT NULL,
    not_after         timestamptz NOT NULL,
    issued_at         timestamptz NOT NULL,
    taken_at          timestamptz,
    revoked_at        timestamptz,
    revocation_reason text,
    warned_at         timestamptz,
    renewed_at        timestamptz,
    PRIMARY KEY (account_id, certificate_id)
);
COMMENT ON TABLE issued_certificate IS 'outlives its station: what was revoked stays revoked';
COMMENT ON COLUMN issued_certificate.renewed_at IS 'when its station was asked for a new request';
CREATE INDEX issued_certificate_newest ON issued_certificate (account_id, issued_at DESC, certificate_id);
CREATE INDEX issued_certificate_revoked ON issued_certificate (account_id, thumbprint) WHERE revoked_at IS NOT NULL;
CREATE INDEX issued_certificate_end ON issued_certificate (not_after) WHERE taken_at IS NOT NULL AND revoked_at IS NULL;

ALTER TABLE certificate_request ADD COLUMN certificate_id uuid, ADD COLUMN attempts integer NOT NULL DEFAULT 0,
    ADD COLUMN next_attempt_at timestamptz, DROP CONSTRAINT certificate_request_status_check,
    ADD CONSTRAINT certificate_request_status_check CHECK (status IN ('requested', 'signed', 'refused', 'rejected', 'failed')),
    ADD FOREIGN KEY (account_id, certificate_id) REFERENCES issued_certificate;
COMMENT ON COLUMN certificate_request.certificate_id IS 'what was issued for it and is on its way';
CREATE INDEX certificate_request_waiting ON certificate_request (updated_at) WHERE status = 'requested';

ALTER TABLE station_certificate ADD COLUMN subject text, ADD COLUMN not_after timestamptz;
COMMENT ON COLUMN station_certificate.subject IS 'known of what we installed ourselves: stations tell hashes only';

CREATE INDEX outbox_security ON outbox (account_id, sequence) WHERE type = 'security.event';

DO $$
DECLARE
    secured text;
BEGIN
    FOREACH secured IN ARRAY ARRAY['certificate_settings', 'certificate_authority', 'trusted_authority', 'issued_certificate'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', secured);
        EXECUTE format('CREATE POLICY of_account ON %I TO wattline_app USING (account_id = current_setting(''wattline.account'', true))', secured);
        EXECUTE format('CREATE POLICY of_all ON %I TO wattline_ingest USING (true)', secured);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON certificate_settings, certificate_authority, trusted_authority, issued_certificate TO wattline_app, wattline_ingest;

SELECT audit_table('certificate_settings', 'INSERT OR UPDATE', 'certificate-settings', 'account', 'account_id'),
    audit_table('certificate_authority', 'INSERT', 'certificate-authority', 'certificate-authority', 'authority_id'),
    audit_table('trusted_authority', 'INSERT OR UPDATE OR DELETE', 'trusted-authority', 'trusted-authority', 'authority_id'),
    audit_table('issued_certificate', 'UPDATE', 'certificate', 'certificate', 'certificate_id');
