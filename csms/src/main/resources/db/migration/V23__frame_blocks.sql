-- A row of frame holds what a station and csms said to each other in a second or so: a row and its place in the index cost the same for one frame and
-- for twenty. Rows from before hold one frame each, and go when their day does.
ALTER TABLE frame ALTER COLUMN direction DROP NOT NULL, ALTER COLUMN type DROP NOT NULL, ALTER COLUMN verdict DROP NOT NULL;

COMMENT ON COLUMN frame.frame_id IS 'microseconds since 1970, made unique by counting on: orders the frames of a station; of a block the last one';
COMMENT ON COLUMN frame.at IS 'of a block the latest';
COMMENT ON COLUMN frame.type IS 'of a single frame; of a block nothing, as direction, action, message_id, latency_ms and verdict';
COMMENT ON COLUMN frame.payload IS 'a single frame, or a block: frames between U+001E, their fields between U+001F: id since the one before, microseconds '
    'from its time to its id, direction, type, action, message id, latency, verdict, text; where a station wrote such a character, U+0010 and the character plus 64';

-- Compression costs PostgreSQL as much as all the rest of a frame, unless it is lz4, which not every PostgreSQL was built with.
DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN SELECT relid FROM pg_partition_tree('frame') LOOP
        BEGIN
            EXECUTE format('ALTER TABLE %s ALTER COLUMN payload SET COMPRESSION lz4, ALTER COLUMN payload SET STORAGE MAIN', part);
        EXCEPTION WHEN feature_not_supported THEN
            EXECUTE format('ALTER TABLE %s ALTER COLUMN payload SET STORAGE EXTERNAL', part);
        END;
    END LOOP;
END
$$;
