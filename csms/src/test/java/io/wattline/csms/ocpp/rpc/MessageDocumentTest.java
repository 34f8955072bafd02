package io.wattline.csms.ocpp.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.ocpp.OcppActions.Action;
import io.wattline.model.station.OcppVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/ocpp-messages.md against the schema documents. */
class MessageDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/ocpp-messages.md");

    @Test
    void everyMessageOfAStationIsThereWithItsVersions() throws IOException {
        assertThat(rows().stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)))).isEqualTo(versionsOfMessages());
    }

    @Test
    void everyMessageHasAnEffectAndAPlaceWhereItIsSeen() throws IOException {
        assertThat(rows()).allSatisfy(row -> assertThat(row).hasSize(4).allSatisfy(cell -> assertThat(cell).isNotBlank()));
    }

    @Test
    void messagesStandInTheirOrder() throws IOException { assertThat(rows()).extracting(List::getFirst).isSorted(); }

    private static Map<String, String> versionsOfMessages() {
        var schemas = new SchemaValidator();
        var versions = new TreeMap<String, List<String>>();
        for (OcppVersion version : OcppVersion.values())
            for (Action action : schemas.of(version))
                if (!action.from().equals("csms"))
                    versions.computeIfAbsent(action.name(), _ -> new ArrayList<>()).add(version.number());
        return versions.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> String.join(", ", entry.getValue())));
    }

    /** Of the first table. */
    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream().dropWhile(line -> !line.startsWith("|---")).skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.substring(1).split("\\|")).map(String::strip).toList()).toList();
    }
}
