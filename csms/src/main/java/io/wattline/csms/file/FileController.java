package io.wattline.csms.file;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a station left here. */
@RestController
@Tag(name = "files")
@RequestMapping("/api/v1/stations/{id}/files")
class FileController {
    private final FileRows files;
    private final FileStore store;
    private final Archives archives;
    private final Stations stations;

    FileController(FileRows files, FileStore store, Archives archives, Stations stations) {
        this.files = files;
        this.store = store;
        this.archives = archives;
        this.stations = stations;
    }

    /** Newest first. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping
    Mono<Page<FileRow>> list(Caller caller, @PathVariable("id") StationId station, @Valid PageQuery page) {
        UUID before = uuid(page.after());
        return stations.require(caller, station).flatMap(_ -> files.list(caller.account(), station, before, page.rows()).collectList())
                .map(rows -> Page.of(rows, page, file -> file.id().toString()));
    }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/{fileId}")
    Mono<FileRow> one(Caller caller, @PathVariable("id") StationId station, @PathVariable String fileId) {
        return require(caller, station, fileId);
    }

    /** What is packed in it: of a zip or a tar its files, of a gz the one; nothing of any other. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/{fileId}/entries")
    Mono<Page<Archives.Entry>> entries(Caller caller, @PathVariable("id") StationId station, @PathVariable String fileId) {
        return require(caller, station, fileId).flatMap(file -> archives.entries(file, store.path(caller.account(), file.id())))
                .map(Page::whole);
    }

    /** The file to save, or with {@code entry} what is packed in it under that name, as text to look at. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/{fileId}/content")
    Mono<ResponseEntity<Flux<DataBuffer>>> content(Caller caller, @PathVariable("id") StationId station, @PathVariable String fileId,
            @RequestParam @Nullable String entry, ServerHttpRequest request) {
        return require(caller, station, fileId).flatMap(file -> {
            var path = store.path(caller.account(), file.id());
            return entry == null
                    ? Mono.just(Download.of(path, file.name(), file.sizeBytes(), file.sha256(), request))
                    : archives.read(file, path, entry).map(content -> shown(entry, content));
        });
    }

    /** Never as anything that a browser would run. */
    private static ResponseEntity<Flux<DataBuffer>> shown(String entry, Flux<DataBuffer> content) {
        return ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header("Content-Disposition",
                        ContentDisposition.inline().filename(FileRow.fit(entry, "entry"), StandardCharsets.UTF_8).build().toString())
                .body(content);
    }

    private Mono<FileRow> require(Caller caller, StationId station, String file) {
        return stations.require(caller, station).flatMap(_ -> Mono.justOrEmpty(known(file)))
                .flatMap(id -> files.find(caller.account(), station, id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("unknown_file", "There is no file " + file + ".")));
    }

    private static @Nullable UUID known(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** The key of a page's last item. */
    static @Nullable UUID uuid(@Nullable String cursor) {
        if (cursor == null) return null;
        UUID id = known(cursor);
        if (id == null) throw Problem.badRequest("The cursor is not one of ours.");
        return id;
    }
}
