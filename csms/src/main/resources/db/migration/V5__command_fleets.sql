-- Commands to many stations at once, commands that take several CALLs, and what stations turned out to be able to do.

ALTER TABLE task ADD COLUMN batch_id uuid;
ALTER TABLE task ADD COLUMN parts json;
COMMENT ON COLUMN task.batch_id IS 'of those that one request gave to many stations';
COMMENT ON COLUMN task.parts IS 'the CALLs of a command that took several, in order: action, request, result, response';
CREATE INDEX task_batch ON task (account_id, batch_id, created_at DESC, task_id) WHERE batch_id IS NOT NULL;

CREATE TABLE capability (
    account_id       text NOT NULL REFERENCES account,
    vendor           text NOT NULL,
    model            text NOT NULL,
    firmware_version text NOT NULL,
    action           text NOT NULL,
    supported        boolean NOT NULL,
    learnt_at        timestamptz NOT NULL,
    PRIMARY KEY (account_id, vendor, model, firmware_version, action)
);
COMMENT ON TABLE capability IS 'which actions stations with this firmware answered, and which they said they do not know';

ALTER TABLE capability ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_account ON capability TO wattline_app USING (account_id = current_setting('wattline.account', true));
CREATE POLICY of_all ON capability TO wattline_ingest USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON capability TO wattline_app, wattline_ingest;
