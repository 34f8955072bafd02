package io.wattline.csms.file;

import java.util.function.BiFunction;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Forms with files, read as they come. */
final class Parts {
    private Parts() {}

    /** What {@code use} makes of the name and content of the first file; empty when there is none. All other parts are passed by. */
    static <T> Mono<T> firstFile(Flux<PartEvent> parts, BiFunction<String, Flux<DataBuffer>, Mono<T>> use) {
        return each(parts, use, (_, _) -> {}).next();
    }

    /** {@code field} hears the name and value of each field that is no file. */
    static <T> Flux<T> each(Flux<PartEvent> parts, BiFunction<String, Flux<DataBuffer>, Mono<T>> use, FieldListener field) {
        return parts.windowUntil(PartEvent::isLast).concatMap(part -> part.switchOnFirst((first, events) -> {
            if (!first.hasValue()) return events.thenMany(Flux.<T>empty());
            return switch (first.get()) {
                case FilePartEvent file -> use.apply(file.filename(), events.map(PartEvent::content)).flux();
                case FormPartEvent text -> {
                    field.onField(text.name(), text.value());
                    yield release(events);
                }
                case null, default -> release(events);
            };
        }));
    }

    private static <T> Flux<T> release(Flux<PartEvent> events) {
        return events.doOnNext(event -> DataBufferUtils.release(event.content())).thenMany(Flux.empty());
    }

    interface FieldListener {
        void onField(String name, String value);
    }
}
