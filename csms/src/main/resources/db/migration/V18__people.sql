-- Sessions of users, links by which they set a password, second factors and passkeys.

ALTER TABLE app_user ALTER COLUMN password_hash DROP NOT NULL, ADD COLUMN last_login_address text, ADD COLUMN language text,
    ADD COLUMN rights_version integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN app_user.password_hash IS 'null until an invited user chose a password';
COMMENT ON COLUMN app_user.rights_version IS 'grows with every change of permissions: access tokens of an older one are not accepted any more';
COMMENT ON COLUMN app_user.language IS 'BCP 47; null until the user chose one';

CREATE TABLE user_session (
    account_id   text NOT NULL,
    session_id   uuid NOT NULL,
    user_id      uuid NOT NULL,
    method       text NOT NULL,
    address      text NOT NULL,
    user_agent   text,
    began_at     timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, session_id),
    FOREIGN KEY (account_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
CREATE INDEX user_session_user ON user_session (account_id, user_id);
COMMENT ON COLUMN user_session.session_id IS 'the family of its refresh tokens';
COMMENT ON COLUMN user_session.address IS 'from which it was used last';
INSERT INTO user_session (account_id, session_id, user_id, method, address, began_at, last_used_at)
SELECT account_id, family, user_id, 'password', 'unknown', min(issued_at), max(issued_at) FROM refresh_token GROUP BY account_id, family, user_id;
ALTER TABLE refresh_token ADD FOREIGN KEY (account_id, family) REFERENCES user_session ON DELETE CASCADE;
CREATE INDEX refresh_token_family ON refresh_token (account_id, family);

CREATE TABLE password_link (
    account_id text NOT NULL,
    user_id    uuid NOT NULL,
    token_hash bytea NOT NULL UNIQUE,
    purpose    text NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES app_user ON DELETE CASCADE
);

CREATE TABLE totp (
    account_id   text NOT NULL,
    user_id      uuid NOT NULL,
    secret       bytea NOT NULL,
    confirmed_at timestamptz,
    last_step    bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, user_id),
    FOREIGN KEY (account_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
COMMENT ON COLUMN totp.confirmed_at IS 'null until the user showed that his device makes the right codes; asked for at sign-in from then on';
COMMENT ON COLUMN totp.last_step IS 'of the last code that was accepted: no code counts twice';

CREATE TABLE recovery_code (
    account_id text NOT NULL,
    user_id    uuid NOT NULL,
    code_hash  bytea NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (account_id, user_id, code_hash),
    FOREIGN KEY (account_id, user_id) REFERENCES totp ON DELETE CASCADE
);

CREATE TABLE passkey (
    account_id      text NOT NULL,
    passkey_id      uuid NOT NULL,
    user_id         uuid NOT NULL,
    name            text NOT NULL,
    credential_id   bytea NOT NULL UNIQUE,
    credential      bytea NOT NULL,
    counter         bigint NOT NULL,
    backup_eligible boolean NOT NULL,
    backed_up       boolean NOT NULL,
    created_at      timestamptz NOT NULL,
    last_used_at    timestamptz,
    PRIMARY KEY (account_id, passkey_id),
    FOREIGN KEY (account_id, user_id) REFERENCES app_user ON DELETE CASCADE
);
CREATE INDEX passkey_user ON passkey (account_id, user_id);
COMMENT ON COLUMN passkey.credential IS 'attested credential data: model of the authenticator, credential id and public key (WebAuthn §6.5.2)';

DO $$
DECLARE
    secured text;
BEGIN
    FOREACH secured IN ARRAY ARRAY['user_session', 'password_link', 'totp', 'recovery_code', 'passkey'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', secured);
        EXECUTE format('CREATE POLICY of_account ON %I TO wattline_app USING (account_id = current_setting(''wattline.account'', true))', secured);
        EXECUTE format('CREATE POLICY of_all ON %I TO wattline_ingest USING (true)', secured);
    END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE, DELETE ON user_session, password_link, totp, recovery_code, passkey TO wattline_app, wattline_ingest;

SELECT audit_table('password_link', 'INSERT OR UPDATE', 'password-link', 'user', 'user_id'),
    audit_table('user_session', 'DELETE', 'session', 'user', 'user_id'),
    audit_table('totp', 'INSERT OR UPDATE OR DELETE', 'second-factor', 'user', 'user_id'),
    audit_table('passkey', 'INSERT OR DELETE', 'passkey', 'user', 'user_id');
