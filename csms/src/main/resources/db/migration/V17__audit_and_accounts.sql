-- Who did what: entries that nobody changes, numbered without gaps and chained by hash per account. A table that people change is
-- audited by a trigger, in their own transaction; what the platform does by itself has no actor and leaves no entry.

CREATE TABLE audit_entry (
    account_id  text NOT NULL REFERENCES account,
    number      bigint NOT NULL,
    at          timestamptz NOT NULL,
    actor_kind  text NOT NULL CHECK (actor_kind IN ('user', 'api-key', 'platform-admin', 'system')),
    actor_id    text,
    actor_name  text,
    address     text,
    request_id  text,
    action      text NOT NULL,
    target_kind text NOT NULL,
    target_id   text NOT NULL,
    before      jsonb,
    after       jsonb,
    hash        bytea NOT NULL,
    PRIMARY KEY (account_id, number)
);
COMMENT ON COLUMN audit_entry.hash IS 'SHA-256 of the hash of the entry before and of this entry''s content';
CREATE INDEX audit_entry_target ON audit_entry (account_id, target_kind, target_id, number);

-- The end of each chain, so that a cut is as visible as a gap; only the triggers below write it.
CREATE TABLE audit_head (
    account_id text PRIMARY KEY REFERENCES account,
    number     bigint NOT NULL,
    hash       bytea NOT NULL
);

CREATE FUNCTION audit_hash(previous bytea, entry audit_entry) RETURNS bytea LANGUAGE sql STABLE
    RETURN sha256(previous || convert_to(jsonb_build_array(entry.account_id, entry.number,
        to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), entry.actor_kind, entry.actor_id, entry.actor_name,
        entry.address, entry.request_id, entry.action, entry.target_kind, entry.target_id, entry.before, entry.after)::text, 'UTF8'));

-- The lock on the head is held until the end of the transaction: entries of one account come one after the other.
CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    head audit_head;
BEGIN
    INSERT INTO audit_head (account_id, number, hash) VALUES (NEW.account_id, 0, '') ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM audit_head WHERE account_id = NEW.account_id FOR UPDATE;
    NEW.number := head.number + 1;
    NEW.at := clock_timestamp();
    NEW.hash := audit_hash(head.hash, NEW);
    UPDATE audit_head SET number = NEW.number, hash = NEW.hash WHERE account_id = NEW.account_id;
    RETURN NEW;
END
$$;
CREATE TRIGGER chain BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();

CREATE FUNCTION forbid_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries stay as they are';
END
$$;
CREATE TRIGGER unchanged BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION forbid_audit_change();

-- A row as REST would spell it. Secrets show that they are there and no more.
CREATE FUNCTION audit_view(columns jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN (SELECT jsonb_object_agg(lower(left(words, 1)) || substr(words, 2),
            CASE WHEN key ~ '(password|secret|private|recovery|(^|_)token_hash|(^|_)key_hash)' AND value <> 'null' THEN '"***"' ELSE value END)
        FROM (SELECT key, value, replace(initcap(replace(key, '_', ' ')), ' ', '') AS words FROM jsonb_each(columns)) AS each);

-- Arguments: what the action is called, what it is done to, the column that names it.
CREATE FUNCTION audit_change() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    actor CONSTANT jsonb = current_setting('wattline.actor')::jsonb;
    unimportant CONSTANT text[] = '{account_id,created_at,updated_at,last_login_at,last_used_at}';
    was jsonb = CASE WHEN TG_OP <> 'INSERT' THEN jsonb_strip_nulls(to_jsonb(OLD)) - unimportant END;
    becomes jsonb = CASE WHEN TG_OP <> 'DELETE' THEN jsonb_strip_nulls(to_jsonb(NEW)) - unimportant END;
    target CONSTANT text = to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END) ->> TG_ARGV[2];
    verb CONSTANT text = CASE
        WHEN TG_OP = 'INSERT' OR was ? 'deleted_at' AND NOT becomes ? 'deleted_at' THEN 'create'
        WHEN TG_OP = 'DELETE' OR becomes ? 'deleted_at' AND NOT was ? 'deleted_at' THEN 'delete'
        ELSE 'change' END;
    kept jsonb;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(key, value) INTO kept FROM jsonb_each(was) WHERE value IS DISTINCT FROM becomes -> key;
        SELECT jsonb_object_agg(key, value) INTO becomes FROM jsonb_each(becomes) WHERE value IS DISTINCT FROM was -> key;
        was := kept;
        IF was IS NULL AND becomes IS NULL THEN RETURN NULL; END IF;
    END IF;
    INSERT INTO audit_entry (account_id, actor_kind, actor_id, actor_name, address, request_id, action, target_kind, target_id, before, after)
    VALUES (CASE TG_OP WHEN 'DELETE' THEN OLD.account_id ELSE NEW.account_id END, actor ->> 'kind', actor ->> 'id', actor ->> 'name',
        actor ->> 'address', actor ->> 'request', TG_ARGV[0] || '.' || verb, TG_ARGV[1], target, audit_view(was), audit_view(becomes));
    RETURN NULL;
END
$$;

-- The task keeps what was asked and what came of it.
CREATE FUNCTION audit_command() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    actor CONSTANT jsonb = current_setting('wattline.actor')::jsonb;
BEGIN
    INSERT INTO audit_entry (account_id, actor_kind, actor_id, actor_name, address, request_id, action, target_kind, target_id, after)
    VALUES (NEW.account_id, actor ->> 'kind', actor ->> 'id', actor ->> 'name', actor ->> 'address', actor ->> 'request',
        'command.' || NEW.command, 'station', NEW.station_id, jsonb_strip_nulls(jsonb_build_object('taskId', NEW.task_id, 'batchId', NEW.batch_id)));
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER audited AFTER INSERT ON task DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (current_setting('wattline.actor', true) <> '' AND NEW.created_by IS NOT NULL) EXECUTE FUNCTION audit_command();

-- At the end of the transaction, so that no lock is waited for while the head of the chain is held.
CREATE FUNCTION audit_table(audited regclass, events text, action text, target_kind text, target_column text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE CONSTRAINT TRIGGER audited AFTER %s ON %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW '
        'WHEN (current_setting(''wattline.actor'', true) <> '''') EXECUTE FUNCTION audit_change(%L, %L, %L)', events, audited, action, target_kind,
        target_column);
END
$$;
SELECT audit_table('account', 'INSERT OR UPDATE', 'account', 'account', 'account_id'),
    audit_table('app_user', 'INSERT OR UPDATE OR DELETE', 'user', 'user', 'user_id'),
    audit_table('station', 'INSERT OR UPDATE OR DELETE', 'station', 'station', 'station_id'),
    audit_table('station_access', 'INSERT OR UPDATE OR DELETE', 'station.access', 'station', 'station_id'),
    audit_table('tag', 'INSERT OR UPDATE OR DELETE', 'tag', 'tag', 'id_tag'),
    audit_table('tag_user', 'INSERT OR UPDATE OR DELETE', 'tag.user', 'tag', 'tag_key'),
    audit_table('charging_profile', 'INSERT OR UPDATE OR DELETE', 'charging-profile', 'charging-profile', 'charging_profile_id'),
    audit_table('reservation', 'INSERT OR DELETE', 'reservation', 'reservation', 'reservation_id'),
    audit_table('variable_wanted', 'INSERT OR UPDATE OR DELETE', 'variable.wanted', 'station', 'station_id'),
    audit_table('local_list', 'INSERT OR UPDATE OR DELETE', 'local-list', 'station', 'station_id'),
    audit_table('firmware', 'INSERT OR UPDATE OR DELETE', 'firmware', 'firmware', 'file_id'),
    audit_table('file', 'INSERT OR DELETE', 'file', 'file', 'file_id'),
    audit_table('station_notice', 'DELETE', 'notice', 'station', 'station_id'),
    audit_table('deviation', 'DELETE', 'deviation', 'station', 'station_id');

DO $$
DECLARE
    secured text;
BEGIN
    FOREACH secured IN ARRAY ARRAY['audit_entry', 'audit_head'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', secured);
        EXECUTE format('CREATE POLICY of_account ON %I TO wattline_app USING (account_id = current_setting(''wattline.account'', true))', secured);
        EXECUTE format('CREATE POLICY of_all ON %I TO wattline_ingest USING (true)', secured);
    END LOOP;
END
$$;
GRANT SELECT, INSERT ON audit_entry TO wattline_app, wattline_ingest;
GRANT SELECT ON audit_head TO wattline_app, wattline_ingest;

-- Accounts as the platform's administrators see them. Quotas are null where there is none.

ALTER TABLE account ADD COLUMN status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
    ADD COLUMN suspended_at timestamptz,
    ADD COLUMN suspension_reason text,
    ADD COLUMN most_stations integer CHECK (most_stations >= 0),
    ADD COLUMN most_users integer CHECK (most_users >= 0),
    ADD COLUMN most_tags integer CHECK (most_tags >= 0),
    ADD COLUMN most_upload_bytes bigint CHECK (most_upload_bytes >= 0),
    ADD COLUMN messages_per_minute integer CHECK (messages_per_minute > 0),
    ADD COLUMN requests_per_minute integer CHECK (requests_per_minute > 0);
COMMENT ON COLUMN account.messages_per_minute IS 'of all its stations together; more are answered later';

-- Arguments: what is counted, and which rows of the table count. Whoever adds rows for all accounts at once looks for room by himself.
CREATE FUNCTION hold_quota() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    account CONSTANT text = NULLIF(current_setting('wattline.account', true), '');
    most integer;
    there bigint;
BEGIN
    IF account IS NULL THEN RETURN NULL; END IF;
    EXECUTE format('SELECT %1$I FROM account WHERE account_id = $1 AND %1$I IS NOT NULL FOR NO KEY UPDATE', 'most_' || TG_ARGV[0]) INTO most USING account;
    IF most IS NULL THEN RETURN NULL; END IF;
    EXECUTE format('SELECT count(*) FROM %s WHERE account_id = $1 AND %s', TG_RELID::regclass, TG_ARGV[1]) INTO there USING account;
    IF there > most THEN
        RAISE EXCEPTION USING ERRCODE = 'WQ001', MESSAGE = format('This account may have %s %s.', most, TG_ARGV[0]);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER quota AFTER INSERT ON station FOR EACH STATEMENT EXECUTE FUNCTION hold_quota('stations', 'deleted_at IS NULL');
CREATE TRIGGER quota AFTER INSERT ON app_user FOR EACH STATEMENT EXECUTE FUNCTION hold_quota('users', 'true');
CREATE TRIGGER quota AFTER INSERT ON tag FOR EACH STATEMENT EXECUTE FUNCTION hold_quota('tags', 'true');

-- Every table that holds something of an account: the list for whoever shows, takes along or erases all of it.
CREATE VIEW account_table AS
    SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id' AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace;

-- Erases an account that is suspended, whatever tables there are: those that others refer to go when these are empty.
CREATE FUNCTION erase_account(erased text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    remaining regclass[];
    kept regclass[];
    each_table regclass;
BEGIN
    PERFORM FROM account WHERE account_id = erased AND status = 'suspended' FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'only a suspended account can be erased'; END IF;
    SELECT array_agg(name) INTO remaining FROM account_table;
    WHILE remaining <> '{}' LOOP
        kept := '{}';
        FOREACH each_table IN ARRAY remaining LOOP
            BEGIN
                EXECUTE format('DELETE FROM %s WHERE account_id = $1', each_table) USING erased;
            EXCEPTION WHEN foreign_key_violation THEN
                kept := kept || each_table;
            END;
        END LOOP;
        IF kept = remaining THEN RAISE EXCEPTION 'tables that refer to each other: %', kept; END IF;
        remaining := kept;
    END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION erase_account(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_account(text) TO wattline_ingest;
GRANT SELECT ON account_table TO wattline_app, wattline_ingest;
