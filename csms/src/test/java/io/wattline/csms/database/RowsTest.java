package io.wattline.csms.database;

import io.wattline.csms.CsmsTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@CsmsTest
class RowsTest {
    @Autowired
    private AllAccountsDatabase database;

    @Test
    void everyTextArrivesAsItWas() {
        List<String> texts = new ArrayList<>(
                List.of("", "NULL", "null", "a,b", "{}", "[2,\"1\",\"Heartbeat\",{}]", "\\", "\\\\\"", "'", " x ",
                        "line\nfeed", "é€🔌", "\u001e"));
        texts.add(null);

        Flux<String> read = Rows
                .of(database.client()
                        .sql("SELECT t, n FROM unnest(:text::text[], :number::int[]) WITH ORDINALITY AS r(t, n, o) ORDER BY o"),
                        texts)
                .column("text", text -> text).column("number", text -> text == null ? null : text.length()).bound()
                .map(row -> String.valueOf(row.get("t", String.class)) + "/" + row.get("n", Integer.class)).all();

        StepVerifier.create(read)
                .expectNextSequence(texts.stream().map(text -> text + "/" + (text == null ? null : text.length())).toList())
                .verifyComplete();
    }

    @Test
    void timesAndNumbersKeepTheirDigits() {
        var at = Instant.parse("2026-02-28T23:59:59.123456Z");

        Flux<String> read = Rows
                .of(database.client()
                        .sql("SELECT t, n::text AS n, b FROM unnest(:at::timestamptz[], :wh::numeric[], :yes::boolean[]) AS r(t, n, b)"),
                        List.of(at))
                .column("at", time -> time).column("wh", _ -> new java.math.BigDecimal("12345678901234567890.123456789"))
                .column("yes", _ -> true)
                .bound().map(row -> row.get("t", Instant.class) + " " + row.get("n", String.class) + " " + row.get("b", Boolean.class))
                .all();

        StepVerifier.create(read).expectNext(at + " 12345678901234567890.123456789 true").verifyComplete();
    }
}
