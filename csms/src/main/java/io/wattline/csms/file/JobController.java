package io.wattline.csms.file;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.station.Stations;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.model.account.Permission;
import io.wattline.model.station.StationId;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a station did with files, and how far it is. */
@RestController
@Tag(name = "files")
class JobController {
    private final JobRows jobs;
    private final Stations stations;

    JobController(JobRows jobs, Stations stations) {
        this.jobs = jobs;
        this.stations = stations;
    }

    /** Newest first. */
    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping("/api/v1/stations/{id}/jobs")
    Mono<Page<JobView>> list(Caller caller, @PathVariable("id") StationId station, @Valid PageQuery page) {
        UUID before = FileController.uuid(page.after());
        return stations.require(caller, station).flatMap(_ -> jobs.list(caller.account(), station, before, page.rows()).collectList())
                .map(rows -> Page.of(rows, page, job -> job.taskId().toString()));
    }
}
