-- Stations that try again, requests whose certificate is under way, and how long what is personal or large is kept.

ALTER TABLE job ADD COLUMN retries integer NOT NULL DEFAULT 0, ADD COLUMN failures integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN job.retries IS 'how often the station was asked to try again; it may fail as often before the job has failed';

ALTER TABLE certificate_request ADD COLUMN task_id uuid, DROP CONSTRAINT certificate_request_status_check,
    ADD CONSTRAINT certificate_request_status_check CHECK (status IN ('requested', 'signed', 'refused', 'rejected')),
    ADD FOREIGN KEY (account_id, task_id) REFERENCES task ON DELETE SET NULL (task_id);
COMMENT ON COLUMN certificate_request.task_id IS 'the command that brought, or brings, its certificate';

ALTER TABLE account ADD COLUMN upload_retention_days integer NOT NULL DEFAULT 90 CHECK (upload_retention_days BETWEEN 1 AND 3650),
    ADD COLUMN customer_information_days integer NOT NULL DEFAULT 30 CHECK (customer_information_days BETWEEN 1 AND 3650),
    ADD COLUMN most_event_streams integer NOT NULL DEFAULT 16 CHECK (most_event_streams BETWEEN 0 AND 1000);
COMMENT ON COLUMN account.upload_retention_days IS 'of diagnostics and logs that stations left';
COMMENT ON COLUMN account.most_event_streams IS 'how many periodic event streams a station may have open; 0 refuses all';

CREATE INDEX file_uploaded ON file (account_id, created_at) WHERE kind <> 'firmware';
CREATE INDEX station_notice_customer ON station_notice (account_id, at) WHERE kind = 'customer-information';
