package io.wattline.csms.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.PreparedOperation;
import org.springframework.r2dbc.core.binding.BindTarget;
import reactor.core.publisher.Mono;

/**
 * Binds a list of rows column by column, for statements of the form {@code … FROM unnest(:a::text[], :b::int[])}: one round trip for all
 * rows. A column travels as one array literal, which costs a tenth of the driver's own arrays. Source: PostgreSQL, Array Input and Output Syntax.
 */
public final class Rows<R> {
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([A-Za-z]+)");
    /** By the statements that travel together: there are as many as there are kinds of commits. */
    private static final Map<List<String>, String> TOGETHER = new ConcurrentHashMap<>();

    private record Column(String name, String literal) {}

    private final String sql;
    private final @Nullable GenericExecuteSpec statement;
    private final List<R> rows;
    private final List<Column> columns = new ArrayList<>();

    private Rows(String sql, @Nullable GenericExecuteSpec statement, List<R> rows) {
        this.sql = sql;
        this.statement = statement;
        this.rows = rows;
    }

    /** For a statement that may have other parameters too, and is executed alone. */
    public static <R> Rows<R> of(GenericExecuteSpec statement, List<R> rows) {
        return new Rows<>("", statement, rows);
    }

    /** For a statement that is executed with others. */
    public static <R> Rows<R> of(String sql, List<R> rows) {
        return new Rows<>(sql, null, rows);
    }

    /** The column {@code name}; the cast of the parameter in SQL names its type. */
    public Rows<R> column(String name, Function<R, @Nullable Object> value) {
        if (statement == null && rows.isEmpty()) return this;
        var literal = new StringBuilder(16 * rows.size() + 2).append('{');
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0) literal.append(',');
            append(literal, value.apply(rows.get(i)));
        }
        columns.add(new Column(name, literal.append('}').toString()));
        return this;
    }

    public GenericExecuteSpec bound() {
        GenericExecuteSpec bound = Objects.requireNonNull(statement);
        for (Column column : columns) bound = bound.bind(column.name(), column.literal());
        return bound;
    }

    /**
     * Executes all as one statement, in one round trip; those without rows are left out. None sees what another one of them does, and no
     * two may change the same row. Source: PostgreSQL, Data-Modifying Statements in WITH.
     */
    public static Mono<Void> together(DatabaseClient db, List<Rows<?>> all) {
        List<Rows<?>> some = all.stream().filter(each -> !each.rows.isEmpty()).toList();
        return some.isEmpty() ? Mono.empty() : db.sql(new Trip(some)).then();
    }

    private static void append(StringBuilder literal, @Nullable Object value) {
        switch (value) {
            case null -> literal.append("NULL");
            case Integer number -> literal.append(number.intValue());
            case Long number -> literal.append(number.longValue());
            default -> quoted(literal, value.toString());
        }
    }

    private static void quoted(StringBuilder literal, String text) {
        literal.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '"' && c != '\\') continue;
            literal.append(text, from, i).append('\\');
            from = i;
        }
        literal.append(text, from, text.length()).append('"');
    }

    /** Its text is made once for each kind of commit, with the parameters numbered, so that nothing looks for names in it again. */
    private record Trip(List<Rows<?>> parts) implements PreparedOperation<String> {
        @Override
        public String toQuery() { return TOGETHER.computeIfAbsent(parts.stream().map(part -> part.sql).toList(), _ -> text()); }

        @Override
        public String getSource() { return toQuery(); }

        @Override
        public void bindTo(BindTarget target) {
            int number = 0;
            for (Rows<?> part : parts) for (Column column : part.columns) target.bind(number++, column.literal());
        }

        private String text() {
            var text = new StringBuilder();
            int before = 0;
            for (int i = 0; i < parts.size(); i++) {
                boolean last = i == parts.size() - 1;
                String numbered = numbered(parts.get(i), before);
                if (i == 0 && !last) text.append("WITH ");
                text.append(last ? numbered : "part" + i + " AS (" + numbered + (i == parts.size() - 2 ? ") " : "), "));
                before += parts.get(i).columns.size();
            }
            return text.toString();
        }

        private static String numbered(Rows<?> part, int before) {
            List<String> names = part.columns.stream().map(Column::name).toList();
            return PARAMETER.matcher(part.sql).replaceAll(found -> {
                int index = names.indexOf(found.group(1));
                if (index < 0) throw new IllegalStateException("no column :" + found.group(1) + " for " + part.sql);
                return "\\$" + (before + index + 1);
            });
        }
    }
}
