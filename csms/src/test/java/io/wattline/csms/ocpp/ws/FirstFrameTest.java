package io.wattline.csms.ocpp.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class FirstFrameTest {
    private static final String BOOT = "[2,'1','BootNotification',{'chargePointVendor':'V','chargePointModel':'M'}]";
    private static final int CONNECTIONS = 2_000;
    private static final int AT_A_TIME = 8;

    /** Admission ends on a thread of the database's driver; a frame that arrives while the connection changes its protocol must not fall between. */
    @Test
    void aFrameInTheSameBreathAsTheHandshakeIsAnswered() throws ExecutionException, InterruptedException {
        try (var endpoint = new TestEndpoint(); var stations = Executors.newFixedThreadPool(AT_A_TIME)) {
            var database = Schedulers.newParallel("database", 8);
            endpoint.central().admitOn(database);

            var answers = new ArrayList<Future<String>>();
            for (int n = 0; n < CONNECTIONS; n++) {
                String path = "/ocpp/BREATH" + n;
                answers.add(stations.submit(() -> bootAtOnce(endpoint.port(), path)));
            }

            for (Future<String> answer : answers) assertThat(answer.get()).startsWith("[3,\"1\",{\"status\":\"Accepted\"");
            database.dispose();
        }
    }

    private static String bootAtOnce(int port, String path) {
        try (var station = RawStation.connected(port, path, "ocpp1.6")) {
            return station.sends(BOOT).receives().text();
        }
    }
}
