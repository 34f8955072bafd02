package io.wattline.csms.file;

import io.wattline.csms.command.CommandTask;
import io.wattline.csms.command.Preparation;
import io.wattline.csms.file.JobRows.Access;
import io.wattline.csms.file.JobRows.Ordered;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.command.FileCommand;
import io.wattline.model.command.FileCommand.GetDiagnostics;
import io.wattline.model.command.FileCommand.GetLog;
import io.wattline.model.command.FileCommand.Image;
import io.wattline.model.command.FileCommand.Place;
import io.wattline.model.command.FileCommand.PublishFirmware;
import io.wattline.model.command.FileCommand.Retries;
import io.wattline.model.command.FileCommand.Transport;
import io.wattline.model.command.FileCommand.UnpublishFirmware;
import io.wattline.model.command.FileCommand.UpdateFirmware;
import io.wattline.model.command.FileCommand.Upload;
import io.wattline.model.command.StationCommand;
import io.wattline.model.command.StationCommand.RawCall;
import io.wattline.model.event.JobKind;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a job of each command about a file, with a place at the file server when the command names none. */
@Component
class Jobs implements Preparation {
    private final StationLinks links;
    private final JobRows rows;
    private final FirmwareRows firmware;
    private final Addresses addresses;
    private final FtpDoor ftp;
    private final FileProperties settings;
    private final Clock clock;

    Jobs(StationLinks links, JobRows rows, FirmwareRows firmware, Addresses addresses, FtpDoor ftp, FileProperties settings, Clock clock) {
        this.links = links;
        this.rows = rows;
        this.firmware = firmware;
        this.addresses = addresses;
        this.ftp = ftp;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Mono<StationCommand> prepare(AccountId account, CommandTask task, StationCommand command) {
        if (command instanceof RawCall raw) return follow(account, task, raw).thenReturn(raw);
        return command instanceof FileCommand about ? prepare(account, task, about) : Mono.just(command);
    }

    /** The station is told what the caller wrote, and what it tells then is followed like any other job. */
    private Mono<Void> follow(AccountId account, CommandTask task, RawCall raw) {
        return Mono.justOrEmpty(links.find(account, task.station()).map(link -> link.understood(raw))).ofType(FileCommand.class)
                .flatMap(command -> prepare(account, task, command)).then();
    }

    private Mono<StationCommand> prepare(AccountId account, CommandTask task, FileCommand command) {
        return switch (command) {
            case GetDiagnostics c -> upload(account, task, JobKind.DIAGNOSTICS, c.upload()).map(GetDiagnostics::new);
            case GetLog c -> upload(account, task, JobKind.LOG, c.upload()).map(upload -> new GetLog(c.log(), upload));
            case UpdateFirmware c ->
                image(account, task, JobKind.FIRMWARE, new Ordered(c.requestId(), times(c.retries())), begin(c), c.image())
                        .map(image -> new UpdateFirmware(
                                image.image(), c.requestId(), c.retrieveAt() == null ? clock.instant() : c.retrieveAt(), c.installAt(),
                                c.retries()));
            case PublishFirmware c ->
                image(account, task, JobKind.PUBLICATION, new Ordered(c.requestId(), times(c.retries())), clock.instant(), c.image())
                        .map(image -> new PublishFirmware(image.image(), image.md5() == null ? c.checksum() : image.md5(), c.requestId(),
                                c.retries()));
            case UnpublishFirmware c -> Mono.just(c);
        };
    }

    private Instant begin(UpdateFirmware command) {
        Instant now = clock.instant();
        return command.retrieveAt() == null || command.retrieveAt().isBefore(now) ? now : command.retrieveAt();
    }

    private Mono<Upload> upload(AccountId account, CommandTask task, JobKind kind, Upload upload) {
        var job = new Job(account, task.id(), task.station(), kind, null, null);
        return place(job, new Ordered(upload.requestId(), times(upload.retries())), upload.place(), "", clock.instant())
                .map(place -> new Upload(place, upload.requestId(), upload.from(), upload.to(), upload.retries()));
    }

    private Mono<Located> image(AccountId account, CommandTask task, JobKind kind, Ordered ordered, Instant begin, Image image) {
        if (image.firmware() == null)
            return place(job(account, task, kind, null), ordered, image.place(), "", begin)
                    .map(place -> new Located(new Image(null, place, image.signingCertificate(), image.signature()), null));
        return firmware.find(account, image.firmware()).switchIfEmpty(Mono.error(() -> FirmwareController.unknown(image.firmware())))
                .flatMap(known -> place(job(account, task, kind, known.id()), ordered, image.place(), known.name(), begin)
                        .map(place -> new Located(new Image(known.id(), place, known.signingCertificate(), known.signature()),
                                known.md5())));
    }

    private static int times(Retries retries) { return retries.times() == null ? 0 : retries.times(); }

    private static Job job(AccountId account, CommandTask task, JobKind kind, @Nullable UUID firmware) {
        return new Job(account, task.id(), task.station(), kind, firmware, null);
    }

    private record Located(Image image, @Nullable String md5) {}

    private Mono<Place> place(Job job, Ordered ordered, Place place, String name, Instant begin) {
        if (place.location() != null) return rows.add(job.account(), job, ordered, null, clock.instant()).thenReturn(place);
        if (place.transport() == Transport.FTP && !ftp.isRunning())
            return Mono.error(() -> Problem.badRequest("The FTP server is switched off.",
                    new Problem.Field("transport", "must be http or http-basic")));
        var access = new Access(Secret.newLogin(), Secret.make(), begin.plus(settings.jobLife()));
        return rows.add(job.account(), job, ordered, access, clock.instant())
                .thenReturn(new Place(addresses.of(access, place.transport(), name), place.transport()));
    }
}
