-- High-volume tables by day: partitions are made ahead and dropped behind, each in a transaction of its own, so that no lock is held for long.
-- Rows of a day without a partition stay in the default one until the day gets its own.

DROP FUNCTION create_day_partitions(integer);
DROP FUNCTION drop_frame_partitions(date);

-- The column by which a table is divided; refuses all others.
CREATE FUNCTION day_column(parent text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF parent IN ('meter_value', 'frame') THEN RETURN 'at'; END IF;
    IF parent = 'outbox' THEN RETURN 'received_at'; END IF;
    RAISE EXCEPTION '% is not divided by days', parent;
END
$$;

-- Makes the partition of a day, with the rows that came before it; false when it was there. Nobody adds rows to the default partition meanwhile.
CREATE FUNCTION create_day_partition(parent text, day date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
    SET lock_timeout = '5s' AS $$
DECLARE
    divided_by CONSTANT text = day_column(parent);
    part CONSTANT text = parent || to_char(day, '_YYYYMMDD');
    others CONSTANT text = parent || '_other_days';
    lower_end CONSTANT text = day::text || ' 00:00+00';
    upper_end CONSTANT text = (day + 1)::text || ' 00:00+00';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('day_partitions'));
    IF to_regclass(part) IS NOT NULL THEN RETURN false; END IF;
    EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', others);
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
    EXECUTE format('WITH early AS (DELETE FROM %2$I WHERE %3$I >= %4$L AND %3$I < %5$L RETURNING *) INSERT INTO %1$I SELECT * FROM early',
        part, others, divided_by, lower_end, upper_end);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, part, lower_end, upper_end);
    RETURN true;
END
$$;

-- The days from first_kept to last_made that have no partition and need one: those from yesterday on, and those of which rows came.
CREATE FUNCTION days_without_partition(parent text, first_kept date, last_made date) RETURNS SETOF date LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public AS $$
BEGIN
    RETURN QUERY EXECUTE format($query$
        SELECT day FROM (
            SELECT generate_series((now() AT TIME ZONE 'UTC')::date - 1, %3$L::date, interval '1 day')::date AS day
            UNION SELECT DISTINCT (%2$I AT TIME ZONE 'UTC')::date FROM %4$I WHERE %2$I >= %5$L AND %2$I < %6$L) AS needed
        WHERE to_regclass(%1$L || to_char(day, '_YYYYMMDD')) IS NULL ORDER BY day$query$,
        parent, day_column(parent), last_made, parent || '_other_days', first_kept::text || ' 00:00+00', (last_made + 1)::text || ' 00:00+00');
END
$$;

-- Drops the oldest partition before first_kept; false when there is none. Rows of such days that came later go with it.
CREATE FUNCTION drop_day_partition(parent text, first_kept date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
    SET lock_timeout = '5s' AS $$
DECLARE
    part text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('day_partitions'));
    EXECUTE format('DELETE FROM %I WHERE %I < %L', parent || '_other_days', day_column(parent), first_kept::text || ' 00:00+00');
    SELECT c.relname INTO part FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = to_regclass(parent) AND c.relname ~ ('^' || parent || '_\d{8}$') AND to_date(right(c.relname, 8), 'YYYYMMDD') < first_kept
        ORDER BY c.relname LIMIT 1;
    IF part IS NULL THEN RETURN false; END IF;
    EXECUTE format('DROP TABLE %I', part);
    RETURN true;
END
$$;

REVOKE ALL ON FUNCTION create_day_partition(text, date), days_without_partition(text, date, date), drop_day_partition(text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION create_day_partition(text, date), days_without_partition(text, date, date), drop_day_partition(text, date) TO wattline_ingest;
SELECT create_day_partition(parent, day) FROM unnest(ARRAY['meter_value', 'frame', 'outbox']) AS parent,
    LATERAL days_without_partition(parent, CURRENT_DATE, CURRENT_DATE + 7) AS day;

-- What the meters of a connector said in a minute, a quarter of an hour, an hour (resolution, in seconds): for long windows, and when the samples are gone.
CREATE TABLE meter_aggregate (
    account_id  text NOT NULL,
    station_id  text NOT NULL,
    evse        integer NOT NULL,
    connector   integer NOT NULL,
    resolution  integer NOT NULL CHECK (resolution IN (60, 900, 3600)),
    at          timestamptz NOT NULL,
    samples     integer NOT NULL,
    power_w     numeric,
    energy_wh   numeric,
    interval_wh numeric,
    soc_percent numeric,
    current_a   numeric,
    voltage_v   numeric,
    transaction_id uuid,
    PRIMARY KEY (account_id, station_id, resolution, at, evse, connector)
) PARTITION BY LIST (resolution);
COMMENT ON COLUMN meter_aggregate.at IS 'begin of the span';
COMMENT ON COLUMN meter_aggregate.power_w IS 'mean of the samples, as current and voltage; register, state of charge and transaction are the last ones, intervals the sum';
CREATE TABLE meter_aggregate_minute PARTITION OF meter_aggregate FOR VALUES IN (60);
CREATE TABLE meter_aggregate_quarter PARTITION OF meter_aggregate FOR VALUES IN (900);
CREATE TABLE meter_aggregate_hour PARTITION OF meter_aggregate FOR VALUES IN (3600);
CREATE INDEX meter_aggregate_time ON meter_aggregate USING brin (at);
-- How far samples are aggregated, by the time at which they came; of no account.
CREATE TABLE meter_aggregated (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    until    timestamptz NOT NULL
);
-- Finds what came since; samples come in the order of their time, so that ranges of pages tell.
CREATE INDEX meter_value_received ON meter_value USING brin (received_at) WITH (pages_per_range = 32, autosummarize = on);

ALTER TABLE meter_aggregate ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_account ON meter_aggregate TO wattline_app USING (account_id = current_setting('wattline.account', true));
CREATE POLICY of_all ON meter_aggregate TO wattline_ingest USING (true);
GRANT SELECT ON meter_aggregate TO wattline_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON meter_aggregate TO wattline_ingest;
GRANT SELECT, INSERT, UPDATE ON meter_aggregated TO wattline_ingest;
GRANT SELECT ON meter_aggregated TO wattline_app;
