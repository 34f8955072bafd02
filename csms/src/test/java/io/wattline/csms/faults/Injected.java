package io.wattline.csms.faults;

/** Faults inside PostgreSQL, as triggers that fail as the real thing does. */
final class Injected {
    private Injected() {}

    /** What PostgreSQL says when a table cannot grow. (When its log cannot, it ends, as if it were killed.) */
    static String fullDisk(String table) {
        return failing(table, "true", "53100", "could not extend file: No space left on device");
    }

    /** A row that breaks a rule of its table. */
    static String refusal(String table, String condition) {
        return failing(table, condition, "23514", "violates a check constraint");
    }

    /** The end of the fault. */
    static String gone(String table) { return "DROP TRIGGER injected ON " + table; }

    private static String failing(String table, String condition, String state, String message) {
        return """
                CREATE OR REPLACE FUNCTION injected_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION '%4$s' USING ERRCODE = '%3$s'; END $$;
                CREATE TRIGGER injected BEFORE INSERT ON %1$s FOR EACH ROW WHEN (%2$s) EXECUTE FUNCTION injected_%1$s()"""
                .formatted(table, condition, state, message);
    }
}
