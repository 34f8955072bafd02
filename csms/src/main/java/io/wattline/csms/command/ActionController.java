package io.wattline.csms.command;

import io.wattline.csms.web.SignedIn;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.ocpp.OcppActions;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.Problem;
import io.wattline.model.station.OcppVersion;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What can be sent raw: the actions of an OCPP version with the schemas of their requests. */
@RestController
@Tag(name = "commands")
class ActionController {
    private final OcppActions actions;

    ActionController(OcppActions actions) { this.actions = actions; }

    @SignedIn(keys = true)
    @GetMapping("/api/v1/ocpp/{version}/actions")
    Page<ActionView> of(@PathVariable String version) {
        OcppVersion known = Stream.of(OcppVersion.values()).filter(each -> each.number().equals(version)).findFirst()
                .orElseThrow(() -> Problem.notFound("unknown_version", "There is no OCPP version " + version + " here."));
        return Page.whole(actions.of(known).stream().map(action -> new ActionView(action.name(), action.from(), action.schema())).toList());
    }

    record ActionView(String action, String from, @JsonRawValue String schema) {}
}
