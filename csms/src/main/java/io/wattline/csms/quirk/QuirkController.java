package io.wattline.csms.quirk;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wattline.csms.web.Page;
import io.wattline.model.account.Permission;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What the platform knows of makes of stations. */
@RestController
@RequestMapping("/api/v1/quirk-profiles")
@Tag(name = "stations")
class QuirkController {
    private final QuirkProfiles profiles;
    private final JsonMapper json;

    QuirkController(QuirkProfiles profiles, JsonMapper json) {
        this.profiles = profiles;
        this.json = json;
    }

    /** {@code quirks}: by their names in the profile's file. */
    record ProfileView(String name, @Nullable String vendor, @Nullable String model, @Nullable String firmware, @Nullable String why,
            Map<String, Object> quirks) {}

    @Needs(Permission.READ_CHARGING_STATIONS)
    @GetMapping
    Page<ProfileView> list() { return Page.whole(profiles.all().stream().map(this::view).toList()); }

    @SuppressWarnings("unchecked")
    private ProfileView view(QuirkProfile profile) {
        return new ProfileView(profile.name(), profile.vendor(), profile.model(), profile.firmware(), profile.why(),
                json.convertValue(profile.quirks(), Map.class));
    }
}
