package io.wattline.csms.file;

import io.wattline.csms.account.AccountListener;
import io.wattline.csms.file.Incoming.Stored;
import io.wattline.csms.file.Incoming.TooLargeException;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Content of files in a folder, each under a name of ours: nothing that a peer says becomes a path. Streams; disk work is on threads for that. */
@Component
class FileStore implements AccountListener {
    private static final int BUFFERS_AT_ONCE = 8;

    private final Path folder;

    FileStore(FileProperties settings) { this.folder = Path.of(settings.folder()).toAbsolutePath().normalize(); }

    /** Blocks. */
    Incoming open(AccountId account, DataSize largest) throws IOException {
        UUID id = UUID.randomUUID();
        return new Incoming(id, folder.resolve("incoming").resolve(id.toString()), path(account, id), largest.toBytes());
    }

    /** Fails with the problem {@code too_large} for content that is larger; then nothing is kept. */
    Mono<Stored> store(AccountId account, Flux<DataBuffer> content, DataSize largest) {
        return Mono.usingWhen(Mono.fromCallable(() -> open(account, largest)).subscribeOn(Schedulers.boundedElastic()),
                incoming -> content.publishOn(Schedulers.boundedElastic(), BUFFERS_AT_ONCE).doOnNext(buffer -> write(incoming, buffer))
                        .doOnDiscard(DataBuffer.class, DataBufferUtils::release).then(Mono.fromCallable(incoming::finish)),
                incoming -> Mono.fromRunnable(() -> close(incoming)).subscribeOn(Schedulers.boundedElastic()));
    }

    private static void write(Incoming incoming, DataBuffer buffer) {
        try (var bytes = buffer.asInputStream(true)) {
            bytes.transferTo(incoming);
        } catch (TooLargeException e) {
            throw tooLarge(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Problem tooLarge(TooLargeException e) {
        return new Problem(HttpStatus.CONTENT_TOO_LARGE, "too_large", "The file is " + e.getMessage() + ".");
    }

    private static void close(Incoming incoming) {
        try {
            incoming.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(AccountId account, UUID file) { return folder.resolve(account.value()).resolve(file.toString()); }

    @Override
    public Mono<Void> erased(AccountId account) {
        return Mono.<Void>fromCallable(() -> {
            FileSystemUtils.deleteRecursively(folder.resolve(account.value()));
            return null;
        }).subscribeOn(Schedulers.boundedElastic());
    }

    Mono<Void> delete(AccountId account, UUID file) {
        return Mono.<Void>fromCallable(() -> {
            Files.deleteIfExists(path(account, file));
            return null;
        }).subscribeOn(Schedulers.boundedElastic());
    }
}
