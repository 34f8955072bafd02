package io.wattline.csms.tag;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Csv;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tags of an account as a table for spreadsheets. */
@RestController
@Tag(name = "tags")
@RequestMapping("/api/v1/tags")
class TagFileController {
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final TagFiles files;
    private final Tags tags;

    TagFileController(TagFiles files, Tags tags) {
        this.files = files;
        this.tags = tags;
    }

    @Needs(Permission.READ_TAGS)
    @GetMapping(produces = Csv.TYPE)
    ResponseEntity<Flux<String>> export(Caller caller) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tags.csv\"").body(files.export(caller));
    }

    /** Whole or not at all; with {@code dryRun} not at all, and the answer says of each line what would become of it. */
    @Needs(Permission.MANAGE_TAGS)
    @PostMapping(consumes = "text/csv")
    Mono<TagReport> read(Caller caller, @RequestParam(defaultValue = "false") boolean dryRun,
            @Schema(type = "string") @RequestBody Flux<DataBuffer> body) {
        return text(body).map(TagCsv::read).flatMap(lines -> files.read(caller, lines, dryRun))
                .doOnSuccess(report -> {
                    if (!report.dryRun()) tags.changed(caller.account());
                });
    }

    private static Mono<String> text(Flux<DataBuffer> body) {
        return DataBufferUtils.join(body, MOST_BYTES).map(TagFileController::release).defaultIfEmpty("")
                .onErrorMap(DataBufferLimitException.class, _ -> new Problem(HttpStatus.CONTENT_TOO_LARGE, "content_too_large",
                        "A table of tags has at most " + MOST_BYTES / 1024 / 1024 + " MB."));
    }

    private static String release(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }
}
