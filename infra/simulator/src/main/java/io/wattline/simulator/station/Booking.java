package io.wattline.simulator.station;

import io.wattline.simulator.rpc.Timeline;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** The reservation of one EVSE, if there is one, until it is used, cancelled or expired. */
final class Booking {
    private final Timeline time;
    private final Consumer<Reservation> expired;
    private @Nullable Reservation reservation;
    private Disposable expiry = Disposables.disposed();

    Booking(Timeline time, Consumer<Reservation> expired) {
        this.time = time;
        this.expired = expired;
    }

    @Nullable
    Reservation reservation() { return reservation; }

    /** Whether it is kept for somebody else. */
    boolean keepsOut(String tag) {
        return reservation != null && !reservation.tag().equals(tag);
    }

    void keep(Reservation fresh) {
        drop();
        reservation = fresh;
        expiry = time.after(Duration.between(time.now(), fresh.until()), () -> {
            drop();
            expired.accept(fresh);
        });
    }

    /** Ends it; its number, if there was one. */
    @Nullable
    Integer drop() {
        Integer id = reservation == null ? null : reservation.id();
        reservation = null;
        expiry.dispose();
        return id;
    }
}
