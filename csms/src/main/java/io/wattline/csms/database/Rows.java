package io.wattline.csms.database;

import java.lang.reflect.Array;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Binds a list of rows column by column, for statements of the form {@code … FROM unnest(:a, :b)}: one round trip for all rows. */
public final class Rows<R> {
    private final List<R> rows;
    private GenericExecuteSpec statement;

    private Rows(GenericExecuteSpec statement, List<R> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    public static <R> Rows<R> of(GenericExecuteSpec statement, List<R> rows) { return new Rows<>(statement, rows); }

    /** The column {@code name}; the cast of the parameter in SQL names its type. */
    public <C> Rows<R> column(String name, Class<C> type, Function<R, @Nullable C> value) {
        @SuppressWarnings("unchecked")
        C[] column = (C[]) Array.newInstance(type, rows.size());
        for (int i = 0; i < column.length; i++) column[i] = value.apply(rows.get(i));
        statement = statement.bind(name, column);
        return this;
    }

    public GenericExecuteSpec bound() { return statement; }
}
