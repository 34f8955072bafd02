package io.wattline.csms.frame;

import io.wattline.model.account.AccountId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All frames of a query to save, page by page as fast as they are taken: no connection waits for a slow reader. */
@Component
class FrameDownload {
    static final String CSV = "text/csv;charset=UTF-8";
    private static final int AT_ONCE = 500;
    private static final String HEADER = "at,stationId,direction,type,action,messageId,latencyMs,verdict,payload\r\n";

    private final FrameRows frames;

    FrameDownload(FrameRows frames) { this.frames = frames; }

    Flux<FrameView> all(AccountId account, FrameQuery query) {
        return page(account, query, null)
                .expand(rows -> rows.size() < AT_ONCE ? Mono.empty() : page(account, query, rows.getLast().id()))
                .concatMapIterable(rows -> rows, 1);
    }

    private Mono<List<FrameView>> page(AccountId account, FrameQuery query, @Nullable Long before) {
        return frames.list(account, query, before, AT_ONCE).collectList();
    }

    Flux<String> csv(AccountId account, FrameQuery query) {
        return Flux.just(HEADER).concatWith(all(account, query).map(FrameDownload::line));
    }

    private static String line(FrameView frame) {
        return Stream
                .of(frame.at(), frame.stationId(), frame.direction(), frame.type(), frame.action(), frame.messageId(), frame.latencyMs(),
                        frame.verdict(), frame.payload())
                .map(FrameDownload::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Source: RFC 4180. What a spreadsheet would take for a formula gets an apostrophe, because stations write what they like. */
    static String cell(@Nullable Object value) {
        if (value == null) return "";
        String text = value.toString();
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) text = "'" + text;
        return text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                ? text
                : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
