package io.wattline.csms.file;

import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Content as an answer: whole, or the one range that was asked for, so that a station can go on where it was interrupted. */
final class Download {
    private static final int BUFFER = 64 * 1024;

    private Download() {}

    static ResponseEntity<Flux<DataBuffer>> of(Path content, String name, long size, String sha256, ServerHttpRequest request) {
        String etag = "\"" + sha256 + "\"";
        List<HttpRange> ranges = rangesOf(request, etag);
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        headers.setContentDisposition(ContentDisposition.attachment().filename(name, java.nio.charset.StandardCharsets.UTF_8).build());
        headers.setETag(etag);
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.set("X-Content-Type-Options", "nosniff");
        if (ranges.size() != 1) return answer(HttpStatus.OK, headers, content, 0, size, request);
        long first = ranges.getFirst().getRangeStart(size);
        long last = ranges.getFirst().getRangeEnd(size);
        if (first >= size || first > last)
            return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE).header(HttpHeaders.CONTENT_RANGE, "bytes */" + size)
                    .build();
        headers.set(HttpHeaders.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + size);
        return answer(HttpStatus.PARTIAL_CONTENT, headers, content, first, last - first + 1, request);
    }

    /** None when they are unreadable, or of another state of the file: then everything is sent. */
    private static List<HttpRange> rangesOf(ServerHttpRequest request, String etag) {
        String condition = request.getHeaders().getFirst(HttpHeaders.IF_RANGE);
        if (condition != null && !condition.equals(etag)) return List.of();
        try {
            return request.getHeaders().getRange();
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    private static ResponseEntity<Flux<DataBuffer>> answer(HttpStatus status, HttpHeaders headers, Path content, long from, long length,
            ServerHttpRequest request) {
        headers.setContentLength(length);
        Flux<DataBuffer> body = request.getMethod().equals(HttpMethod.HEAD) ? Flux.empty() : read(content, from, length);
        return ResponseEntity.status(status).headers(headers).body(body);
    }

    private static Flux<DataBuffer> read(Path content, long from, long length) {
        Flux<DataBuffer> all = DataBufferUtils.readAsynchronousFileChannel(
                () -> AsynchronousFileChannel.open(content, StandardOpenOption.READ),
                from, DefaultDataBufferFactory.sharedInstance, BUFFER);
        return DataBufferUtils.takeUntilByteCount(all, length).subscribeOn(Schedulers.boundedElastic());
    }
}
