package io.wattline.csms.quirk;

import io.wattline.csms.ocpp.Quirks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads quirk profiles: lists of them in JSON files, the shipped ones first. A file that makes no sense is left out and told in the log. */
final class ProfileFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileFiles.class);
    private static final String SHIPPED = "/quirks/shipped.json";
    /** A misspelt quirk would be none. */
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final @Nullable Path folder;

    ProfileFiles(@Nullable Path folder) { this.folder = folder; }

    List<QuirkProfile> read() {
        var profiles = new LinkedHashMap<String, QuirkProfile>();
        shipped().forEach(profile -> profiles.put(profile.name(), profile));
        for (Path file : files()) {
            try {
                parse(Files.readAllBytes(file)).forEach(profile -> profiles.put(profile.name(), profile));
            } catch (IOException | JacksonException | IllegalArgumentException e) {
                LOG.atWarn().addKeyValue("file", file).addKeyValue("why", e.getMessage()).log("quirk profiles cannot be read");
            }
        }
        return List.copyOf(profiles.values());
    }

    /** What tells a changed folder from an unchanged one. */
    Map<Path, Long> state() {
        var state = new LinkedHashMap<Path, Long>();
        for (Path file : files()) state.put(file, file.toFile().lastModified() ^ Long.reverse(file.toFile().length()));
        return state;
    }

    /** What the profiles say together: where two say something of the same quirk, the later counts. */
    static Quirks together(List<QuirkProfile> profiles) {
        var all = MAPPER.createObjectNode();
        profiles.forEach(profile -> all.setAll(profile.quirks()));
        return MAPPER.treeToValue(all, Quirks.class);
    }

    private static List<QuirkProfile> shipped() {
        try (var resource = ProfileFiles.class.getResourceAsStream(SHIPPED)) {
            return parse(resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<QuirkProfile> parse(byte[] file) {
        List<QuirkProfile> profiles = List.of(MAPPER.readValue(file, QuirkProfile[].class));
        profiles.forEach(profile -> together(List.of(profile)));
        return profiles;
    }

    private List<Path> files() {
        if (folder == null || !Files.isDirectory(folder)) return List.of();
        try (Stream<Path> found = Files.list(folder)) {
            return new ArrayList<>(found.filter(file -> file.toString().endsWith(".json")).sorted().toList());
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("folder", folder).addKeyValue("why", e.getMessage()).log("quirk profiles cannot be listed");
            return List.of();
        }
    }
}
