package io.wattline.csms.file;

import io.wattline.csms.web.Open;
import io.swagger.v3.oas.annotations.Hidden;
import io.wattline.csms.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The door of stations to the file server. The first part of the path is the secret of a job, or its login when the secret comes as the password
 * of HTTP Basic; what follows is a name. A download may be repeated until the job is done, an upload until it is whole.
 */
@RestController
@Hidden
class TransferController {
    static final String DOOR = "/files";
    private static final String ANY = DOOR + "/{key}/{*name}";

    private final Transfers transfers;

    TransferController(Transfers transfers) { this.transfers = transfers; }

    @Open
    @GetMapping(ANY)
    Mono<ResponseEntity<Flux<DataBuffer>>> fetch(@PathVariable String key, @RequestHeader("Authorization") @Nullable String credentials,
            ServerHttpRequest request) {
        return job(key, credentials).flatMap(transfers::firmwareOf).map(
                firmware -> Download.of(firmware.content(), firmware.image().name(), firmware.image().sizeBytes(),
                        firmware.image().sha256(), request));
    }

    @Open
    @RequestMapping(path = ANY, method = {RequestMethod.PUT, RequestMethod.POST})
    Mono<ResponseEntity<Void>> leave(@PathVariable String key, @PathVariable String name,
            @RequestHeader("Authorization") @Nullable String credentials, ServerHttpRequest request) {
        long announced = request.getHeaders().getContentLength();
        return job(key, credentials)
                .flatMap(job -> transfers.keep(job, name, request.getBody(), stored -> announced < 0 || announced == stored.size()))
                .thenReturn(done());
    }

    /** The first file of a form. */
    @Open
    @PostMapping(path = ANY, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<Void>> leave(@PathVariable String key, @RequestHeader("Authorization") @Nullable String credentials,
            @RequestBody Flux<PartEvent> parts) {
        return job(key, credentials)
                .flatMap(job -> Parts.firstFile(parts, (name, content) -> transfers.keep(job, name, content, _ -> true)))
                .switchIfEmpty(Mono.error(() -> Problem.badRequest("The form has no file."))).thenReturn(done());
    }

    /** 200 and not 201: it is the one status that every station takes for success. */
    private static ResponseEntity<Void> done() {
        return ResponseEntity.ok().build();
    }

    private Mono<Job> job(String key, @Nullable String credentials) {
        return Mono.justOrEmpty(basicPassword(key, credentials)).flatMap(password -> transfers.job(key, new Secret(password)))
                .switchIfEmpty(Mono.defer(() -> transfers.job(new Secret(key)))).switchIfEmpty(Mono.error(() -> refusal(key, credentials)));
    }

    private static @Nullable String basicPassword(String login, @Nullable String credentials) {
        if (credentials == null || !credentials.regionMatches(true, 0, "Basic ", 0, 6)) return null;
        try {
            String both = new String(Base64.getDecoder().decode(credentials.substring(6).strip()), StandardCharsets.UTF_8);
            return both.startsWith(login + ":") ? both.substring(login.length() + 1) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static Exception refusal(String key, @Nullable String credentials) {
        if (!key.startsWith("job-") || credentials != null)
            return Problem.notFound("unknown_job", "There is nothing here, or not any more.");
        var who = new ErrorResponseException(HttpStatus.UNAUTHORIZED);
        who.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"files\"");
        return who;
    }
}
