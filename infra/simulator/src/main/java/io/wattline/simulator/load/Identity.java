package io.wattline.simulator.load;

import io.wattline.simulator.station.Version;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Who a load station is and how it signs in; without a password it does not. */
record Identity(String id, Version version, URI address, String tag, @Nullable String password) {
    @Override
    public String toString() { return id; }
}
