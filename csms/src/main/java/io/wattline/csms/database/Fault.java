package io.wattline.csms.database;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.CannotCreateTransactionException;

/** Whose fault it is that the database did not do what it was asked, and so what trying again is good for. Source: PostgreSQL, appendix A. */
public enum Fault {
    /** Two transactions were in each other's way: the same again succeeds. */
    COLLISION,
    /** The database cannot be reached, starts, is full or does not answer: the same again succeeds once it is well. */
    AWAY,
    /** What was asked cannot be done, now or ever. */
    REFUSED;

    /** Serialization failure and deadlock. */
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01");
    /** Connection, resources (a full disk), operator's intervention (a stop, a start), files; a statement whose outcome nobody knows. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57", "58");
    /** A server that became a standby, a lock that did not come, an outcome nobody knows. */
    private static final Set<String> AWAY_STATES = Set.of("25006", "55P03", "40003");

    public static Fault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Fault fault = ofThis(cause);
            if (fault != REFUSED) return fault;
        }
        return REFUSED;
    }

    /** The sentence about the quota of an account that something exceeds; null for any other failure. Source: migration V17. */
    public static @Nullable String quotaOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof R2dbcException told && "WQ001".equals(told.getSqlState())) return told.getMessage();
        return null;
    }

    public static boolean isAway(Throwable failure) { return of(failure) == AWAY; }

    private static Fault ofThis(Throwable cause) {
        if (cause instanceof R2dbcException told && told.getSqlState() != null && told.getSqlState().length() == 5)
            return ofState(told.getSqlState());
        boolean away = cause instanceof R2dbcNonTransientResourceException || cause instanceof R2dbcTransientResourceException
                || cause instanceof R2dbcTimeoutException || cause instanceof CannotCreateTransactionException
                || cause instanceof IOException || cause instanceof TimeoutException;
        return away ? AWAY : REFUSED;
    }

    private static Fault ofState(String state) {
        if (COLLISIONS.contains(state)) return COLLISION;
        return AWAY_CLASSES.contains(state.substring(0, 2)) || AWAY_STATES.contains(state) ? AWAY : REFUSED;
    }
}
