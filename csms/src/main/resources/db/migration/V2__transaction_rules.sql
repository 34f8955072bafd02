-- What the rules of transactions need: how energy was counted so far, which messages are missing, by which other name a station
-- spoke of a transaction. A transaction row is rewritten with every reading, so its new columns are few and narrow.

ALTER TABLE transaction
    ADD COLUMN told_as           text,
    ADD COLUMN news_at           timestamptz,
    ADD COLUMN metered_from      timestamptz,
    ADD COLUMN metered_until     timestamptz,
    ADD COLUMN register_wh       numeric NOT NULL DEFAULT 0,
    ADD COLUMN interval_wh       numeric NOT NULL DEFAULT 0,
    ADD COLUMN held_wh           numeric NOT NULL DEFAULT 0,
    ADD COLUMN first_seq_no      integer,
    ADD COLUMN last_seq_no       integer,
    ADD COLUMN missing_seq_nos   integer[] NOT NULL DEFAULT '{}',
    ADD COLUMN messages_in_queue boolean,
    ADD COLUMN reservation_id    integer;
COMMENT ON COLUMN transaction.told_as IS 'the name in a message of the station that was not the number we gave';
COMMENT ON COLUMN transaction.news_at IS 'when the station''s latest fact about it happened';
COMMENT ON COLUMN transaction.meter_start_wh IS 'the register from which energy counts: the first plausible one';
COMMENT ON COLUMN transaction.register_wh IS 'energy by the register';
COMMENT ON COLUMN transaction.interval_wh IS 'energy by intervals, for stations without a register';
COMMENT ON COLUMN transaction.held_wh IS 'energy that cannot be: kept for review, not billed';
COMMENT ON COLUMN transaction.missing_seq_nos IS 'messages that a later one shows to be missing';
UPDATE transaction SET news_at = COALESCE(stopped_at, started_at), register_wh = energy_wh, metered_from = started_at,
    metered_until = COALESCE(stopped_at, updated_at);

-- Also finds a number among all stations of the account, whoever names it.
ALTER TABLE transaction DROP CONSTRAINT transaction_account_id_station_id_ocpp_transaction_id_key;
ALTER TABLE transaction ADD UNIQUE (account_id, ocpp_transaction_id, station_id);
CREATE INDEX transaction_told_as ON transaction (account_id, station_id, told_as) WHERE told_as IS NOT NULL;
CREATE INDEX transaction_reconstructed ON transaction (account_id, station_id, stopped_at) WHERE state = 'reconstructed';
CREATE INDEX transaction_running_tag ON transaction (account_id, upper(id_tag)) WHERE state = 'active';

ALTER TABLE meter_value
    ADD COLUMN context     text,
    ADD COLUMN interval_wh numeric,
    ADD COLUMN claimed_at  text,
    ADD COLUMN signed      json;
COMMENT ON COLUMN meter_value.context IS 'why it was sampled; null is Sample.Periodic';
COMMENT ON COLUMN meter_value.claimed_at IS 'the station''s text for the time when it cannot be right; at is ours then';

ALTER TABLE account ADD COLUMN concurrent_transactions boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN account.concurrent_transactions IS 'whether a tag may charge at several places at once';
