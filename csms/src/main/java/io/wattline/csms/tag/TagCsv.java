package io.wattline.csms.tag;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.wattline.csms.web.Csv;
import io.wattline.csms.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tags as a table of RFC 4180. The columns are the members of a tag in REST. {@code users} are e-mail addresses or ids, {@code onlyAt} is
 * {@code station CP1} or {@code site Harbour}, or {@code nowhere}; where a cell names several, each has a line of the cell.
 */
final class TagCsv {
    static final List<String> COLUMNS = List.of("idTag", "type", "name", "description", "parentIdTag", "expiresAt", "blocked",
            "blockedReason", "maxTransactions", "maxPoolTransactions", "onlyAt", "users");
    private static final int MOST_LINES = 10_000;

    /** What a line of the file says; {@code number} counts from 1, with the header. */
    record Line(long number, Map<String, String> cells) {
        String idTag() { return cells.getOrDefault("idTag", "").strip(); }
    }

    private TagCsv() {}

    static String header() { return Csv.line(COLUMNS.toArray()); }

    static String line(TagForm tag, Names names) {
        return Csv.line(tag.idTag(), tag.type(), tag.name(), tag.description(), tag.parentIdTag(), tag.expiresAt(), tag.blocked(),
                tag.blockedReason(), tag.maxTransactions(), tag.maxPoolTransactions(), places(tag, names),
                String.join("\n", tag.userIds().stream().map(names::nameOfUser).toList()));
    }

    private static String places(TagForm tag, Names names) {
        if (tag.onlyAt() == null) return "";
        List<String> places = Stream.concat(tag.stationIds().stream().map(station -> "station " + station),
                tag.siteIds().stream().map(site -> "site " + names.nameOfSite(site))).toList();
        return places.isEmpty() ? "nowhere" : String.join("\n", places);
    }

    /** Fails with {@code bad_request} for what is no such table. Spreadsheets of some countries part cells by semicolons. */
    static List<Line> read(String text) {
        String table = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (table.isBlank()) throw Problem.badRequest("The first line must name the columns, idTag among them.");
        if (table.chars().filter(c -> c == '"').count() % 2 != 0) throw Problem.badRequest("A quotation mark is never closed.");
        String header = table.lines().findFirst().orElse("");
        char separator = header.contains(";") && !header.contains(",") ? ';' : ',';
        try (var records = CsvReader.builder().fieldSeparator(separator).allowMissingFields(true).ofNamedCsvRecord(table)) {
            var lines = new ArrayList<Line>();
            for (NamedCsvRecord each : records) {
                if (lines.isEmpty()) checkHeader(each.getHeader());
                if (each.getFieldCount() > each.getHeader().size())
                    throw Problem.badRequest("Line " + each.getStartingLineNumber() + " has more cells than the first line.");
                if (lines.size() == MOST_LINES) throw Problem.badRequest("At most " + MOST_LINES + " tags at once.");
                var cells = new LinkedHashMap<String, String>();
                each.getFieldsAsMap().forEach((column, cell) -> cells.put(column.strip(), Csv.told(cell)));
                lines.add(new Line(each.getStartingLineNumber(), cells));
            }
            return lines;
        } catch (CsvParseException | IllegalArgumentException e) {
            throw Problem.badRequest("This is not a table of tags: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkHeader(List<String> header) {
        List<String> columns = header.stream().map(String::strip).toList();
        if (!columns.contains("idTag")) throw Problem.badRequest("The first line must name the columns, idTag among them.");
        for (String column : columns)
            if (!COLUMNS.contains(column))
                throw Problem.badRequest("There is no column " + column + ".", new Problem.Field(column, "is none of " + COLUMNS));
    }
}
