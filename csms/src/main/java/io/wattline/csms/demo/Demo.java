package io.wattline.csms.demo;

import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Before anybody is served: profile {@code demo} gets its data, profile {@code production} refuses to start beside any of it. */
@Component
class Demo implements SmartInitializingSingleton {
    private final Environment environment;
    private final DemoData data;

    Demo(Environment environment, DemoData data) {
        this.environment = environment;
        this.data = data;
    }

    @Override
    public void afterSingletonsInstantiated() {
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
        if (production && demo)
            throw new DemoInProductionException("The profiles production and demo exclude each other: choose one of them.");
        if (demo) beforeServing(data.writeOnce());
        if (production && beforeServing(data.isThere()))
            throw new DemoInProductionException(
                    "The database holds demo accounts whose passwords everybody knows: delete them or use another database.");
    }

    /** The thread that starts the process may wait. */
    private static <T> T beforeServing(Mono<T> work) {
        return work.toFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
