package io.wattline.csms.command;

import io.wattline.model.command.StationCommand;
import java.util.Optional;

/** What a task asks of its station, what shows that it came true, and whether to ask even a station that is known not to support it. */
record Order(StationCommand command, Optional<Effect> effect, boolean force) {}
