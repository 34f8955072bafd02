package io.wattline.csms.database;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import org.jspecify.annotations.Nullable;

/** A bound value that may be null; PostgreSQL needs to know the type even then. */
public final class QueryParameter {
    private QueryParameter() {}

    public static Parameter nullable(@Nullable Object value, Class<?> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }
}
