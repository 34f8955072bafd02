package io.wattline.csms.start;

import io.wattline.csms.database.UnusableDatabaseException;
import io.wattline.csms.demo.DemoInProductionException;
import io.wattline.csms.secret.UnusableKeyException;
import io.wattline.csms.ocpp.UnusableCertificateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.netty.ChannelBindException;

/** Says in one sentence, without a stack trace, why the process does not start, where the reason is outside of the program. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureReporter implements SpringBootExceptionReporter {
    /** Connection failures, wrong credentials and unknown databases among the SQLSTATE classes. */
    private static final Pattern UNREACHABLE = Pattern.compile("(08|28|3D).*");

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> sentence = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(StartFailureReporter::sentenceFor)
                .findFirst();
        sentence.ifPresent(System.err::println);
        return sentence.isPresent();
    }

    private static Stream<String> sentenceFor(Throwable cause) {
        return switch (cause) {
            case UnusableDatabaseException unusable -> Stream.of(unusable.getMessage());
            case UnusableKeyException unusable -> Stream.of(unusable.getMessage());
            case UnusableCertificateException unusable -> Stream.of(unusable.getMessage());
            case DemoInProductionException demo -> Stream.of(demo.getMessage());
            case FlywayValidateException _ -> Stream.of("The database was written by another version of Wattline: "
                    + "run that version, restore a backup that fits, or begin with an empty database.");
            case PortInUseException taken -> Stream.of(inUse(taken.getPort()));
            case ChannelBindException taken -> Stream.of(inUse(taken.localPort()));
            case BindException unbound when unbound.getProperty() != null -> Stream.of("The setting " + unbound.getProperty().getName()
                    + " cannot be \"" + unbound.getProperty().getValue() + "\": " + rootMessage(unbound) + ".");
            case SQLException refused when refused.getSQLState() != null && UNREACHABLE.matcher(refused.getSQLState()).matches() ->
                Stream.of("The database cannot be used: " + refused.getMessage().lines().findFirst().orElse("no reason given."));
            default -> Stream.empty();
        };
    }

    private static String inUse(int port) {
        return "Port " + port + " is in use: end the program that listens there, or set another port (docs/operate.md lists the settings).";
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) root = root.getCause();
        return String.valueOf(root.getMessage());
    }
}
