package io.wattline.portal.csms;

import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a form can offer: the first 500 of each. What the user may not see is not offered. */
@Component
public class Choices {
    private static final int MOST = 500;
    private final CsmsClient csms;

    Choices(CsmsClient csms) { this.csms = csms; }

    public Mono<List<Station>> stations() { return visible(csms.stations(null, null, null, MOST)); }

    public Mono<List<Site>> sites() { return visible(csms.sites(null, MOST)); }

    public Mono<List<User>> users() { return visible(csms.users(null, MOST)); }

    private static <T> Mono<List<T>> visible(Mono<Listing<T>> list) {
        return list.map(Listing::items).onErrorResume(
                error -> error instanceof CsmsProblem problem && problem.status() == 403, _ -> Mono.just(List.of()));
    }
}
