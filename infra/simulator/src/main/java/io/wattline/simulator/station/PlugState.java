package io.wattline.simulator.station;

/** What a connector shows, as finely as OCPP 1.6 tells it; OCPP 2.x calls five of them Occupied. */
enum PlugState {
    AVAILABLE("Available", "Available"), PREPARING("Preparing", "Occupied"), CHARGING("Charging", "Occupied"), SUSPENDED_EV("SuspendedEV",
            "Occupied"), SUSPENDED_EVSE("SuspendedEVSE", "Occupied"), FINISHING("Finishing",
                    "Occupied"), RESERVED("Reserved", "Reserved"), UNAVAILABLE("Unavailable", "Unavailable"), FAULTED("Faulted", "Faulted");

    final String word16;
    final String word2;

    PlugState(String word16, String word2) {
        this.word16 = word16;
        this.word2 = word2;
    }
}
