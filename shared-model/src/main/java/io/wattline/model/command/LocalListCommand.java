package io.wattline.model.command;

import io.wattline.model.charging.LocalListEntry;
import java.util.List;

/** What a station is asked about its local authorization list. */
public sealed interface LocalListCommand extends StationCommand.OfBlock {
    record GetLocalListVersion() implements LocalListCommand {
        @Override
        public String name() { return "get-local-list-version"; }
    }

    /** {@code full}: the entries take the place of all others; else they change the list. */
    record SendLocalList(int version, boolean full, List<LocalListEntry> entries) implements LocalListCommand {
        public SendLocalList { entries = List.copyOf(entries); }

        @Override
        public String name() { return "send-local-list"; }
    }
}
