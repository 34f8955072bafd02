package io.wattline.simulator.station;

import static io.wattline.simulator.rpc.Json.object;
import static io.wattline.simulator.station.Wire.text;

import io.wattline.simulator.rpc.Courier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a station is sent for: it really fetches firmware and really leaves its logs, by HTTP, and tells how far it is. */
final class Errands {
    private static final Duration AFTER_THE_ANSWER = Duration.ofMillis(200);
    private static final Set<String> WAYS = Set.of("http", "https");

    private final Station station;
    private final Outbox outbox;
    private final Courier courier;

    Errands(Station station, Outbox outbox, Courier courier) {
        this.station = station;
        this.outbox = outbox;
        this.courier = courier;
    }

    /** How the errand is told of: in which message, and with which number if the central system gave one. */
    private record Telling(String message, @Nullable JsonNode request) {
        ObjectNode status(String word) {
            JsonNode number = request == null ? null : request.get("requestId");
            return object("status", word, "requestId", number == null ? null : number.asInt());
        }
    }

    /** OCPP 1.6 GetDiagnostics; the answer. */
    ObjectNode diagnostics(JsonNode request) {
        String name = fileName("diagnostics");
        station.time().after(AFTER_THE_ANSWER,
                () -> leave(text(request, "location"), name, new Telling("DiagnosticsStatusNotification", null), "UploadFailed"));
        return object("fileName", name);
    }

    /** GetLog; the answer. */
    ObjectNode log(JsonNode request) {
        String name = fileName(text(request, "logType"));
        station.time().after(AFTER_THE_ANSWER,
                () -> leave(text(request.path("log"), "remoteLocation"), name, new Telling("LogStatusNotification", request),
                        "UploadFailure"));
        return object("status", "Accepted", "filename", name);
    }

    /** OCPP 1.6 UpdateFirmware. */
    void update(JsonNode request) {
        update(text(request, "location"), text(request, "retrieveDate"), new Telling("FirmwareStatusNotification", null), false);
    }

    /** OCPP 2.x UpdateFirmware, and SignedUpdateFirmware of 1.6. */
    void update(JsonNode request, String message) {
        JsonNode firmware = request.path("firmware");
        update(text(firmware, "location"), text(firmware, "retrieveDateTime"), new Telling(message, request), firmware.has("signature"));
    }

    private void update(String location, String retrieveAt, Telling telling, boolean signed) {
        Instant at = Profiles.time(retrieveAt);
        Duration wait = at == null ? Duration.ZERO : Duration.between(station.time().now(), at);
        station.time().after(wait.compareTo(AFTER_THE_ANSWER) > 0 ? wait : AFTER_THE_ANSWER, () -> fetch(location, telling, signed));
    }

    private void fetch(String location, Telling telling, boolean signed) {
        tell(telling, "Downloading");
        URI from = address(location);
        if (from == null) {
            tell(telling, "DownloadFailed");
            return;
        }
        courier.fetch(from).subscribe(bytes -> station.time().run(() -> {
            station.note("fetched a firmware of " + bytes + " bytes");
            tell(telling, "Downloaded");
            if (signed) tell(telling, "SignatureVerified");
            tell(telling, "Installing");
            station.time().after(station.pace().reboot(), () -> tell(telling, "Installed"));
        }), failure -> failed(telling, "DownloadFailed", failure));
    }

    private void leave(String folder, String name, Telling telling, String failure) {
        tell(telling, "Uploading");
        URI at = address(folder.endsWith("/") ? folder + name : folder + "/" + name);
        if (at == null) {
            tell(telling, failure);
            return;
        }
        courier.leave(at, station.portrait()).subscribe(_ -> {}, why -> failed(telling, failure, why),
                () -> station.time().run(() -> tell(telling, "Uploaded")));
    }

    private void failed(Telling telling, String word, Throwable why) {
        station.time().run(() -> {
            station.note(word + ": " + why.getMessage());
            tell(telling, word);
        });
    }

    private void tell(Telling telling, String word) { outbox.tell(telling.message(), telling.status(word)); }

    private String fileName(String what) { return what + "-" + station.time().now().getEpochSecond() + ".log"; }

    /** Null for a way this station does not know. */
    private static @Nullable URI address(String text) {
        try {
            URI address = URI.create(text);
            return address.getScheme() != null && WAYS.contains(address.getScheme()) ? address : null;
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
