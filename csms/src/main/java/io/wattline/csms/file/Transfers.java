package io.wattline.csms.file;

import io.wattline.csms.account.Standings;
import io.wattline.csms.file.Incoming.Stored;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a station may do at the file server, whatever it speaks there. */
@Component
class Transfers {
    private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);

    private final JobRows jobs;
    private final FileRows files;
    private final FirmwareRows firmware;
    private final FileStore store;
    private final FileProperties settings;
    private final Standings standings;
    private final Clock clock;

    Transfers(JobRows jobs, FileRows files, FirmwareRows firmware, FileStore store, FileProperties settings, Standings standings,
            Clock clock) {
        this.standings = standings;
        this.jobs = jobs;
        this.files = files;
        this.firmware = firmware;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Empty when there is none, or its time is over. */
    Mono<Job> job(Secret secret) { return jobs.find(secret, clock.instant()); }

    Mono<Job> job(String login, Secret secret) { return jobs.find(login, secret, clock.instant()); }

    record Firmware(FirmwareView image, Path content) {}

    /** Fails with {@code unknown_firmware} for a job that is no download, or whose image was deleted. */
    Mono<Firmware> firmwareOf(Job job) {
        if (job.firmware() == null) return Mono.error(() -> Problem.notFound("unknown_firmware", "There is nothing to download here."));
        return firmware.find(job.account(), job.firmware()).map(image -> new Firmware(image, store.path(job.account(), image.id())))
                .switchIfEmpty(Mono.error(() -> FirmwareController.unknown(job.firmware())));
    }

    /** Keeps what is left for the job when it is whole. Fails with {@code conflict} when the job is none for that, or has its file. */
    Mono<Stored> keep(Job job, @Nullable String name, Flux<DataBuffer> content, Predicate<Stored> isWhole) {
        if (!takesUpload(job)) return Mono.error(() -> Problem.conflict("Nothing is to be left here, or not any more."));
        return store.store(job.account(), content, settings.largestUpload())
                .flatMap(stored -> isWhole.test(stored)
                        ? keep(job, name, stored)
                        : store.delete(job.account(), stored.id()).then(Mono.error(() -> Problem.badRequest("The file is not whole."))));
    }

    static boolean takesUpload(Job job) { return !job.isDownload() && job.uploaded() == null; }

    private Mono<Void> requireRoom(Job job, Stored stored) {
        return files.uploadedBytes(job.account()).zipWith(mostUploads(job.account()))
                .flatMap(both -> both.getT1() + stored.size() <= both.getT2()
                        ? Mono.empty()
                        : Mono.error(
                                () -> new Problem(HttpStatus.INSUFFICIENT_STORAGE, "no_room",
                                        "Stations of this account left too much already.")));
    }

    private Mono<Long> mostUploads(AccountId account) {
        long ofAll = settings.mostUploads().toBytes();
        return standings.of(account).mapNotNull(standing -> standing.quotas().uploadBytes()).map(own -> Math.min(own, ofAll))
                .defaultIfEmpty(ofAll);
    }

    /** Content that is on disk becomes the file of the job; it goes when it cannot. */
    Mono<Stored> keep(Job job, @Nullable String name, Stored stored) {
        return requireRoom(job, stored)
                .then(Mono.defer(() -> files.keep(job.account(), job, FileRow.of(job, name, stored, clock.instant()))))
                .onErrorResume(failure -> store.delete(job.account(), stored.id()).then(Mono.error(failure)))
                .flatMap(kept -> kept
                        ? Mono.just(stored)
                        : store.delete(job.account(), stored.id())
                                .then(Mono.error(() -> Problem.conflict("This job has its file already."))))
                .doOnNext(_ -> LOG.atInfo().addKeyValue("account", job.account()).addKeyValue("station", job.station())
                        .addKeyValue("task", job.task()).addKeyValue("bytes", stored.size()).log("file received"));
    }
}
