package io.wattline.simulator.load;

import io.wattline.simulator.rpc.Network;
import io.wattline.simulator.station.Version;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in a load run.
 *
 * @param base address of the central system, for example {@code ws://localhost:8081/ocpp}
 * @param versions station n speaks version n modulo their number
 * @param accounts segments of the addresses, station n has account n modulo their number; none for addresses without
 * @param tags station n shows tag n modulo their number
 * @param password for Basic authentication, the same for all; none to go without
 * @param attempts how often a transaction's message is sent that is answered with a CALLERROR
 * @param patience how long after its time a phase may still wait for answers
 */
public record LoadPlan(URI base, int stations, List<Version> versions, List<String> accounts, List<String> tags, @Nullable String password,
        int attempts, Duration patience, @Nullable Path ledger) {
    public LoadPlan {
        versions = List.copyOf(versions);
        accounts = List.copyOf(accounts);
        tags = List.copyOf(tags);
        if (stations < 1 || stations > 99_999) throw new IllegalArgumentException("1 to 99999 stations, not " + stations);
    }

    static String stationId(int index) { return "LOAD%05d".formatted(index + 1); }

    @Nullable
    String account(int index) { return accounts.isEmpty() ? null : accounts.get(index % accounts.size()); }

    Identity identity(int index) {
        String id = stationId(index);
        return new Identity(id, versions.get(index % versions.size()), Network.address(base, id, account(index)),
                tags.get(index % tags.size()), password);
    }
}
