package io.wattline.csms.frame;

import io.wattline.csms.web.Csv;
import io.wattline.model.account.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All frames of a query to save, page by page as fast as they are taken: no connection waits for a slow reader. */
@Component
class FrameDownload {
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
        return Csv.line(frame.at(), frame.stationId(), frame.direction(), frame.type(), frame.action(), frame.messageId(),
                frame.latencyMs(), frame.verdict(), frame.payload());
    }
}
