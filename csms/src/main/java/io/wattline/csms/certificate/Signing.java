package io.wattline.csms.certificate;

import io.wattline.csms.certificate.SigningRows.Due;
import io.wattline.csms.command.CommandTask;
import io.wattline.csms.command.Commands;
import io.wattline.csms.command.Dispatched;
import io.wattline.csms.database.Upkeep;
import io.wattline.csms.outbound.OutboundException;
import io.wattline.csms.outbox.CommitListener;
import io.wattline.csms.trust.BuiltInAuthority;
import io.wattline.csms.trust.TrustForm;
import io.wattline.csms.trust.TrustSettings;
import io.wattline.csms.web.Problem;
import io.wattline.model.command.CertificateCommand.CertificateSigned;
import io.wattline.model.event.AccountEvent;
import io.wattline.model.event.CertificateFact.CertificateRequested;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers the requests of stations in accounts that sign by themselves: at once, and after 1 min, 5 min, 30 min and 2 h again while the
 * certificate could not be made or its station was not reached. A station that refuses its certificate is not sent it again: it may make
 * another request.
 */
@Component
class Signing extends Upkeep implements CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(Signing.class);
    private static final int AT_A_TIME = 16;

    private final SigningRows rows;
    private final TrustSettings settings;
    private final BuiltInAuthority builtIn;
    private final ExternalAuthority external;
    private final Commands commands;
    private final Clock clock;

    Signing(SigningRows rows, TrustSettings settings, BuiltInAuthority builtIn, ExternalAuthority external, Commands commands,
            SigningProperties properties, Clock clock) {
        super(properties.checkEvery(), properties.checkEvery());
        this.rows = rows;
        this.settings = settings;
        this.builtIn = builtIn;
        this.external = external;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public void onCommit(List<AccountEvent> facts) {
        if (facts.stream().anyMatch(fact -> fact.event() instanceof CertificateRequested request && request.flaw() == null))
            round().subscribe(_ -> {}, failure -> LOG.atError().setCause(failure).log("requests for certificates wait"));
    }

    @Override
    protected Mono<Void> round() { return rows.claim(clock.instant()).flatMap(this::serve, AT_A_TIME).then(); }

    private Mono<Void> serve(Due due) {
        Mono<String> chain = due.chain() == null ? issue(due).map(Issued::chain) : Mono.just(due.chain());
        return chain.flatMap(signed -> deliver(due, signed)).onErrorResume(failure -> rows.failed(due.account(), due, told(due, failure)));
    }

    private Mono<Issued> issue(Due due) {
        return settings.of(due.account()).flatMap(form -> signed(form, due)).map(Issued::of)
                .flatMap(issued -> rows.issued(due.account(), due, issued, clock.instant()).thenReturn(issued))
                .doOnNext(issued -> LOG.atInfo().addKeyValue("account", due.account()).addKeyValue("station", due.station())
                        .addKeyValue("serial", issued.serialNumber()).log("certificate issued"));
    }

    private Mono<List<X509Certificate>> signed(TrustForm form, Due due) {
        return form.signsElsewhere()
                ? external.sign(form, due)
                : builtIn.sign(due.account(), Csr.read(due.csr()), due.type(), Duration.ofDays(form.validityDays())).map(List::of);
    }

    private Mono<Void> deliver(Due due, String chain) {
        return commands.send(due.account(), due.station(), new CertificateSigned(chain, due.type(), due.number()))
                .flatMap(Dispatched::answered).flatMap(task -> outcome(due, task));
    }

    /** What the station said of it is a fact and known by itself. */
    private Mono<Void> outcome(Due due, CommandTask task) {
        return "Accepted".equals(task.result()) || "Rejected".equals(task.result())
                ? Mono.empty()
                : rows.failed(due.account(), due, "It did not reach the station: " + task.result() + ".");
    }

    private static String told(Due due, Throwable failure) {
        if (failure instanceof OutboundException || failure instanceof SigningException || failure instanceof Problem)
            return String.valueOf(failure.getMessage());
        LOG.atError().addKeyValue("account", due.account()).addKeyValue("station", due.station()).setCause(failure)
                .log("certificate not issued");
        return "It could not be signed here.";
    }
}
