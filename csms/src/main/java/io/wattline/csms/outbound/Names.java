package io.wattline.csms.outbound;

import java.net.InetAddress;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** At which addresses a host is. */
interface Names {
    Mono<List<InetAddress>> addressesOf(String host);

    /** As the operating system says. */
    static Mono<List<InetAddress>> ofTheSystem(String host) {
        return Mono.fromCallable(() -> List.of(InetAddress.getAllByName(host))).subscribeOn(Schedulers.boundedElastic());
    }
}
