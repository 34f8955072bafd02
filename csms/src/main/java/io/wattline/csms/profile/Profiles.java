package io.wattline.csms.profile;

import io.wattline.csms.command.ProfileSource;
import io.wattline.csms.ocpp.Quirks;
import io.wattline.csms.ocpp.StationLinks;
import io.wattline.csms.variable.DeviceModel;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.AccountId;
import io.wattline.model.charging.ChargingProfile;
import io.wattline.model.charging.ChargingProfile.Purpose;
import io.wattline.model.charging.TransactionRef;
import io.wattline.model.station.StationId;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Charging profiles on their way to stations. */
@Service
class Profiles implements ProfileSource {
    private final ProfileRows rows;
    private final InstalledRows installed;
    private final DeviceModel model;
    private final StationLinks links;
    private final SentProfiles sent;
    private final Bodies bodies;
    private final ProfileProperties settings;
    private final Clock clock;

    Profiles(ProfileRows rows, InstalledRows installed, DeviceModel model, StationLinks links, SentProfiles sent, Bodies bodies,
            ProfileProperties settings, Clock clock) {
        this.rows = rows;
        this.installed = installed;
        this.model = model;
        this.links = links;
        this.sent = sent;
        this.bodies = bodies;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Mono<Fitted> profile(Caller caller, StationId station, Wish wish) {
        return content(caller, wish).flatMap(content -> owner(caller.account(), station, content, wish).map(owner -> content.profile(
                content.profileId() == null ? anyNumber() : content.profileId(), owner.orElse(null))))
                .doOnNext(profile -> checkPlace(profile, wish)).flatMap(profile -> fitted(caller.account(), station, profile, wish));
    }

    @Override
    public Mono<Integer> numberOf(Caller caller, UUID stored) { return find(caller, stored).map(ProfileView::profileId); }

    private Mono<ProfileContent> content(Caller caller, Wish wish) {
        if (wish.stored() != null) return find(caller, wish.stored()).map(ProfileView::content);
        return Mono.fromSupplier(() -> bodies.over(ProfileContent.BLANK, wish.inline()).checked());
    }

    private Mono<ProfileView> find(Caller caller, UUID stored) {
        return rows.find(caller.account(), stored).switchIfEmpty(Mono.error(() -> ProfileController.unknown(stored)));
    }

    /** A TxProfile is for the transaction that runs in its place, unless one is named or about to start. */
    private Mono<Optional<TransactionRef>> owner(AccountId account, StationId station, ProfileContent content, Wish wish) {
        boolean ofTransaction = Purpose.ofWord(content.purpose()) == Purpose.TX;
        if (wish.transaction() != null && !ofTransaction)
            return Mono.error(Problem.badRequest("Only a TxProfile is of a transaction.", new Problem.Field("purpose", "is another")));
        if (!ofTransaction || wish.starting() || wish.transaction() != null) return Mono.just(Optional.ofNullable(wish.transaction()));
        return installed.runningAt(account, station, wish.evse()).map(Optional::of)
                .switchIfEmpty(Mono.error(() -> Problem.badRequest("A TxProfile needs a transaction.",
                        new Problem.Field("evse", "has no running transaction"))));
    }

    private static void checkPlace(ChargingProfile profile, Wish wish) {
        if (wish.starting() && profile.purpose() != Purpose.TX)
            throw Problem.badRequest("A remote start brings a TxProfile.", new Problem.Field("purpose", "is " + profile.purpose()));
        if (profile.purpose() == Purpose.STATION_MAX && wish.evse() != 0)
            throw Problem.badRequest("This purpose is for the whole station.", new Problem.Field("evse", "must be 0"));
        if (profile.purpose() == Purpose.TX && !wish.starting() && wish.evse() == 0)
            throw Problem.badRequest("A TxProfile is for an EVSE.", new Problem.Field("evse", "is needed"));
    }

    private Mono<Fitted> fitted(AccountId account, StationId station, ChargingProfile profile, Wish wish) {
        Quirks quirks = quirks(account, station);
        return Mono.zip(StationLimits.of(model, account, station),
                Supply.of(model, account, station, wish.evse(), quirks, settings.supply())).flatMap(known -> {
                    var fitting = new Fitting(known.getT1(), known.getT2(), quirks, clock.instant());
                    ChargingProfile fitted = fitting.fit(profile);
                    return room(account, station, fitted, wish.evse(), known.getT1()).then(Mono.fromSupplier(() -> {
                        sent.remember(new SentProfiles.Key(account, station, profile.id()),
                                new SentProfiles.Sent(fitting.adjustments(), fitted.purpose(), wish.verify()));
                        return new Fitted(fitted, quirks.takesEitherPurpose() && wish.evse() == 0);
                    }));
                });
    }

    private Mono<Void> room(AccountId account, StationId station, ChargingProfile profile, int evse, StationLimits limits) {
        Integer most = limits.maxInstalled();
        if (most == null || most == 0) return Mono.empty();
        return installed.countOthers(account, station, profile, evse).filter(others -> others < most)
                .switchIfEmpty(Mono.error(() -> Problem.conflict("The station holds " + most + " charging profiles, as many as it takes.")))
                .then();
    }

    private Quirks quirks(AccountId account, StationId station) {
        return links.find(account, station).map(link -> link.principal().manners().quirks()).orElse(Quirks.NONE);
    }

    private static int anyNumber() { return ThreadLocalRandom.current().nextInt(ProfileRows.FIRST_FREE_NUMBER, Integer.MAX_VALUE); }
}
