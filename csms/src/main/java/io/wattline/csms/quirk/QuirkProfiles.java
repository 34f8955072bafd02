package io.wattline.csms.quirk;

import io.wattline.csms.database.Upkeep;
import io.wattline.csms.ocpp.Quirks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What is known of the makes of stations; read again when its files change. */
@Component
public class QuirkProfiles extends Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(QuirkProfiles.class);

    private final ProfileFiles files;
    private final QuirkProperties settings;
    private final List<Runnable> readers = new CopyOnWriteArrayList<>();
    private volatile List<QuirkProfile> profiles;
    private Map<Path, Long> seen;

    QuirkProfiles(QuirkProperties settings) {
        super(settings.reread(), settings.reread());
        this.settings = settings;
        files = new ProfileFiles(settings.folder());
        seen = files.state();
        profiles = files.read();
    }

    List<QuirkProfile> all() { return profiles; }

    /** The names of those that fit. */
    public List<String> namesOf(Make make) {
        return fitting(make).stream().map(QuirkProfile::name).toList();
    }

    /** What the profiles that fit say together. */
    public Quirks of(Make make) {
        List<QuirkProfile> fitting = fitting(make);
        return fitting.isEmpty() ? Quirks.NONE : ProfileFiles.together(fitting);
    }

    /** {@code reader} runs after the profiles changed. */
    void onChange(Runnable reader) { readers.add(reader); }

    /** Reads the files again if they changed. Blocks. */
    synchronized void refresh() {
        Map<Path, Long> now = files.state();
        if (now.equals(seen)) return;
        seen = now;
        profiles = files.read();
        LOG.atInfo().addKeyValue("profiles", profiles.size()).log("quirk profiles read again");
        readers.forEach(Runnable::run);
    }

    private List<QuirkProfile> fitting(Make make) { return profiles.stream().filter(profile -> profile.fits(make)).toList(); }

    /** Without a folder there is nothing to read again. */
    @Override
    public boolean isAutoStartup() { return settings.folder() != null; }

    @Override
    protected Mono<Void> round() { return Mono.<Void>fromRunnable(this::refresh).subscribeOn(Schedulers.boundedElastic()); }
}
