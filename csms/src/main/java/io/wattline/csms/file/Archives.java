package io.wattline.csms.file;

import io.wattline.csms.web.Problem;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Looks into packed files: zip, tar, tar.gz and gz. Nothing is unpacked to disk, and of an entry no more is read than the settings allow. */
@Component
class Archives {
    private static final int MOST_ENTRIES = 1_000;
    private static final int BUFFER = 16 * 1024;

    private final long largestEntry;

    Archives(FileProperties settings) { this.largestEntry = settings.largestEntry().toBytes(); }

    /** {@code sizeBytes} unpacked; null when that is not known before. */
    record Entry(String name, @Nullable Long sizeBytes) {}

    /** Fails with {@code bad_request} for a file that is damaged. */
    Mono<List<Entry>> entries(FileRow file, Path content) {
        return Mono.fromCallable(() -> list(file, content)).subscribeOn(Schedulers.boundedElastic()).onErrorMap(IOException.class,
                Archives::damaged);
    }

    /** Fails with {@code unknown_entry} or, for a file that is damaged, {@code bad_request}. */
    Mono<Flux<DataBuffer>> read(FileRow file, Path content, String entry) {
        return Mono.fromCallable(() -> new Limited(open(file, content, entry), largestEntry)).subscribeOn(Schedulers.boundedElastic())
                .map(in -> DataBufferUtils.readInputStream(() -> in, DefaultDataBufferFactory.sharedInstance, BUFFER)
                        .subscribeOn(Schedulers.boundedElastic()))
                .onErrorMap(IOException.class, Archives::damaged);
    }

    private static List<Entry> list(FileRow file, Path content) throws IOException {
        if (file.endsWith(".zip")) return zipped(content);
        if (isTar(file)) return tarred(file, content);
        return file.endsWith(".gz") ? List.of(new Entry(unpackedName(file), null)) : List.of();
    }

    private static List<Entry> zipped(Path content) throws IOException {
        try (var zip = new ZipFile(content.toFile())) {
            return zip.stream().filter(entry -> !entry.isDirectory()).limit(MOST_ENTRIES)
                    .map(entry -> new Entry(entry.getName(), entry.getSize() < 0 ? null : entry.getSize())).toList();
        }
    }

    private static List<Entry> tarred(FileRow file, Path content) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var tar = tar(file, content)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null && entries.size() < MOST_ENTRIES; entry = tar.getNextEntry())
                if (entry.isFile()) entries.add(new Entry(entry.getName(), entry.getSize()));
        }
        return entries;
    }

    private static InputStream open(FileRow file, Path content, String name) throws IOException {
        if (file.endsWith(".zip")) return openZipped(content, name);
        if (isTar(file)) return openTarred(file, content, name);
        if (file.endsWith(".gz") && name.equals(unpackedName(file))) return new GZIPInputStream(Files.newInputStream(content), BUFFER);
        throw unknown(name);
    }

    private static InputStream openZipped(Path content, String name) throws IOException {
        var zip = new ZipFile(content.toFile());
        ZipEntry entry = zip.getEntry(name);
        if (entry != null && !entry.isDirectory()) return new FilterInputStream(zip.getInputStream(entry)) {
            @Override
            public void close() throws IOException { zip.close(); }
        };
        zip.close();
        throw unknown(name);
    }

    private static InputStream openTarred(FileRow file, Path content, String name) throws IOException {
        TarArchiveInputStream tar = tar(file, content);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry())
            if (entry.isFile() && entry.getName().equals(name)) return tar;
        tar.close();
        throw unknown(name);
    }

    private static TarArchiveInputStream tar(FileRow file, Path content) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(content));
        return new TarArchiveInputStream(file.endsWith(".tar") ? raw : new GZIPInputStream(raw, BUFFER));
    }

    private static boolean isTar(FileRow file) { return file.endsWith(".tar") || file.endsWith(".tar.gz") || file.endsWith(".tgz"); }

    private static String unpackedName(FileRow file) { return file.name().substring(0, file.name().length() - ".gz".length()); }

    private static Problem unknown(String name) { return Problem.notFound("unknown_entry", "There is no " + name + " in this file."); }

    private static Problem damaged(Throwable failure) {
        return Problem.badRequest("The file cannot be unpacked: " + failure.getMessage() + ".");
    }

    /** Ends where the limit is: a small file can unpack to an endless one. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long limit) {
            super(in);
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) return -1;
            int one = super.read();
            if (one >= 0) left--;
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) return -1;
            int read = super.read(bytes, offset, (int) Math.min(length, left));
            if (read > 0) left -= read;
            return read;
        }
    }
}
