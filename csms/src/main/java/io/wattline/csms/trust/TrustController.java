package io.wattline.csms.trust;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.trust.TrustRows.TrustedView;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Who signs and vouches for certificates in an account. */
@RestController
@Tag(name = "certificates")
@RequestMapping("/api/v1")
class TrustController {
    /** {@code purpose}: {@code stations} (null means that) or {@code contracts}; {@code certificate} is PEM. */
    record TrustedForm(@NotBlank @Size(max = 100) String name,
            @Pattern(regexp = "stations|contracts", message = "must be stations or contracts") @Nullable String purpose,
            @NotBlank @Size(max = 20_000) String certificate) {}

    record AuthorityView(String subject, String thumbprint, Instant notBefore, Instant notAfter, String certificate) {
        static AuthorityView of(X509Certificate certificate) {
            return new AuthorityView(certificate.getSubjectX500Principal().getName(), Pem.thumbprint(certificate),
                    certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant(), Pem.write(List.of(certificate)));
        }
    }

    private final TrustSettings settings;
    private final TrustRows rows;
    private final TrustedAuthorities known;
    private final BuiltInAuthority authority;
    private final Bodies bodies;
    private final Clock clock;

    TrustController(TrustSettings settings, TrustRows rows, TrustedAuthorities known, BuiltInAuthority authority, Bodies bodies,
            Clock clock) {
        this.settings = settings;
        this.rows = rows;
        this.known = known;
        this.authority = authority;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Needs(Permission.READ_SETTINGS)
    @GetMapping("/certificate-settings")
    Mono<TrustForm> settings(Caller caller) { return settings.of(caller.account()).map(TrustForm::hidden); }

    @Needs(Permission.MANAGE_SETTINGS)
    @PatchMapping("/certificate-settings")
    Mono<TrustForm> change(Caller caller, @Schema(implementation = TrustForm.class) @RequestBody JsonNode body) {
        return settings.change(caller.account(), before -> bodies.over(before.hidden(), body)).map(TrustForm::hidden);
    }

    /** The account's own authority; its certificate goes to whoever has to verify what it signed. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/certificate-authority")
    Mono<AuthorityView> authority(Caller caller) {
        return authority.find(caller.account()).map(AuthorityView::of).switchIfEmpty(Mono.error(TrustController::none));
    }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping(path = "/certificate-authority/certificate.pem", produces = "application/x-pem-file")
    Mono<String> download(Caller caller) {
        return authority.find(caller.account()).map(own -> Pem.write(List.of(own))).switchIfEmpty(Mono.error(TrustController::none));
    }

    /** Makes one, unless there is one. */
    @Needs(Permission.MANAGE_SETTINGS)
    @PostMapping("/certificate-authority")
    Mono<AuthorityView> make(Caller caller) { return authority.findOrMake(caller.account()).map(AuthorityView::of); }

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/trusted-authorities")
    Mono<Page<TrustedView>> trusted(Caller caller) { return rows.trusted(caller.account()).collectList().map(Page::whole); }

    @Needs(Permission.MANAGE_SETTINGS)
    @PostMapping("/trusted-authorities")
    Mono<ResponseEntity<TrustedView>> trust(Caller caller, @Valid @RequestBody TrustedForm form) {
        String purpose = form.purpose() == null ? "stations" : form.purpose();
        return rows.trust(caller.account(), form.name(), purpose, authorityIn(form.certificate()), clock.instant())
                .doOnNext(_ -> known.changed(caller.account()))
                .map(made -> ResponseEntity.created(URI.create("/api/v1/trusted-authorities/" + made.id())).body(made));
    }

    @Needs(Permission.MANAGE_SETTINGS)
    @DeleteMapping("/trusted-authorities/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> distrust(Caller caller, @PathVariable UUID id) {
        return rows.distrust(caller.account(), id).filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("unknown_authority", "There is no trusted authority " + id + ".")))
                .doOnNext(_ -> known.changed(caller.account())).then();
    }

    private static X509Certificate authorityIn(String pem) {
        try {
            X509Certificate certificate = Pem.read(pem).getFirst();
            if (certificate.getBasicConstraints() >= 0) return certificate;
            throw refused("is not the certificate of an authority");
        } catch (CertificateException _) {
            throw refused("must be a certificate in PEM");
        }
    }

    private static Problem refused(String why) {
        return Problem.badRequest("Some members are not acceptable.", new Problem.Field("certificate", why));
    }

    private static Problem none() { return Problem.notFound("unknown_authority", "This account has no authority of its own yet."); }
}
