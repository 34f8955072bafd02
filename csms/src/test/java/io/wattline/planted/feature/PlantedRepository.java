package io.wattline.planted.feature;

import java.time.Instant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Breaks rules on purpose: no account first, blocks, sleeps, reads the clock itself, is wired by field. */
@Repository
public class PlantedRepository {
    @Autowired
    String collaborator;

    Instant read(String id) throws InterruptedException {
        Thread.sleep(1);
        return Mono.just(id).map(_ -> Instant.now()).block();
    }
}
