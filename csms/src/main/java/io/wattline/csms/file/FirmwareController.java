package io.wattline.csms.file;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.file.Incoming.Stored;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.http.HttpStatus;
import java.net.URI;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/** Firmware images of the account. */
@RestController
@Tag(name = "files")
@RequestMapping("/api/v1/firmware")
class FirmwareController {
    /** What is said of an image beside its content; of a signed one, certificate and signature are needed together. */
    record FirmwareForm(@Size(max = 200) @Nullable String name, @NotBlank @Size(max = 50) String version,
            @Size(max = 50) @Nullable String vendor,
            @Size(max = 50) @Nullable String model, @Size(max = 5500) @Nullable String signingCertificate,
            @Size(max = 800) @Nullable String signature) {
        private static final FirmwareForm BLANK = new FirmwareForm(null, null, null, null, null, null);
    }

    private final FirmwareRows rows;
    private final FileStore store;
    private final FileProperties settings;
    private final Bodies bodies;
    private final Clock clock;

    FirmwareController(FirmwareRows rows, FileStore store, FileProperties settings, Bodies bodies, Clock clock) {
        this.rows = rows;
        this.store = store;
        this.settings = settings;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Newest first. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping
    Mono<Page<FirmwareView>> list(Caller caller, @Valid PageQuery page) {
        return rows.list(caller.account(), FileController.uuid(page.after()), page.rows()).collectList()
                .map(items -> Page.of(items, page, image -> image.id().toString()));
    }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/{id}")
    Mono<FirmwareView> one(Caller caller, @PathVariable UUID id) { return require(caller, id); }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/{id}/content")
    Mono<ResponseEntity<Flux<DataBuffer>>> content(Caller caller, @PathVariable UUID id, ServerHttpRequest request) {
        return require(caller, id).map(
                image -> Download.of(store.path(caller.account(), id), image.name(), image.sizeBytes(), image.sha256(), request));
    }

    /** A form with the file and, as fields before or after it, {@code version}, {@code vendor}, {@code model}, {@code signingCertificate}, {@code signature}. */
    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<FirmwareView>> upload(Caller caller, @RequestBody Flux<PartEvent> parts) {
        var fields = JsonNodeFactory.instance.objectNode();
        return Parts.each(parts, (name, content) -> store.store(caller.account(), content, settings.largestFirmware())
                .doOnNext(_ -> fields.put("name", FileRow.fit(name, "firmware.bin"))), (name, value) -> {
                    if (fields.size() < 10) fields.put(name, value);
                }).collectList().flatMap(stored -> {
                    if (stored.size() != 1)
                        return dropAll(caller, stored).then(Mono.error(() -> Problem.badRequest("One file is needed.")));
                    return Mono.fromSupplier(() -> view(bodies.over(FirmwareForm.BLANK, fields), stored.getFirst()))
                            .flatMap(image -> rows.add(caller.account(), image).thenReturn(image))
                            .onErrorResume(failure -> dropAll(caller, stored).then(Mono.error(failure)));
                }).map(image -> ResponseEntity.created(URI.create("/api/v1/firmware/" + image.id())).body(image));
    }

    private Mono<Void> dropAll(Caller caller, java.util.List<Stored> stored) {
        return Flux.fromIterable(stored).concatMap(each -> store.delete(caller.account(), each.id())).then();
    }

    private FirmwareView view(FirmwareForm form, Stored stored) {
        if ((form.signature() == null) != (form.signingCertificate() == null))
            throw Problem.badRequest("A signed image needs both.", new Problem.Field("signature", "goes with signingCertificate"));
        return new FirmwareView(stored.id(), form.name(), form.version(), form.vendor(), form.model(), stored.size(), stored.sha256(),
                stored.md5(), form.signingCertificate(), form.signature(), clock.instant());
    }

    @Needs(Permission.MANAGE_CHARGING_STATIONS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Caller caller, @PathVariable UUID id) {
        return rows.remove(caller.account(), id).filter(Boolean::booleanValue).switchIfEmpty(Mono.error(() -> unknown(id)))
                .flatMap(_ -> store.delete(caller.account(), id));
    }

    private Mono<FirmwareView> require(Caller caller, UUID id) {
        return rows.find(caller.account(), id).switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    static Problem unknown(UUID id) { return Problem.notFound("unknown_firmware", "There is no firmware " + id + "."); }
}
