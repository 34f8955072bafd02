package io.wattline.csms.ocpp.rpc;

import io.wattline.csms.ocpp.TestStation;
import io.wattline.csms.ocpp.v16.Station16;
import io.wattline.model.command.CommandProgress.Answered;
import io.wattline.model.command.CommandResult;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A station in a session, whose time passes only when a test lets it. */
abstract class SessionScene {
    static final String AVAILABLE = "'StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available'}]";

    final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
    final TestStation station = Station16.station();

    @AfterEach
    void realTime() { VirtualTimeScheduler.reset(); }

    /** What came of what the station was asked. */
    List<CommandResult> results() {
        return station.progress.stream().filter(Answered.class::isInstance).map(progress -> ((Answered) progress).result()).toList();
    }
}
