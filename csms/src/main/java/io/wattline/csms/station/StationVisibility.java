package io.wattline.csms.station;

import static io.wattline.csms.database.QueryParameter.nullable;

import io.wattline.model.station.StationId;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Which stations of his account a caller may see: all of them, or those assigned to him. */
public sealed interface StationVisibility {
    boolean includes(StationId station);

    /**
     * Binds a text array for {@code (:name::text[] IS NULL OR station_id = ANY (:name::text[]))}: null for all.
     */
    GenericExecuteSpec bind(GenericExecuteSpec statement, String name);

    record All() implements StationVisibility {
        @Override
        public boolean includes(StationId station) { return true; }

        @Override
        public GenericExecuteSpec bind(GenericExecuteSpec statement, String name) {
            return statement.bind(name, nullable(null, String[].class));
        }
    }

    record Only(Set<StationId> stations) implements StationVisibility {
        public Only { stations = Set.copyOf(stations); }

        @Override
        public boolean includes(StationId station) { return stations.contains(station); }

        @Override
        public GenericExecuteSpec bind(GenericExecuteSpec statement, String name) {
            return statement.bind(name, stations.stream().map(StationId::value).toArray(String[]::new));
        }
    }
}
