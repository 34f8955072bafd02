package io.wattline.csms.locallist;

import io.wattline.csms.variable.DeviceModel;
import io.wattline.model.account.AccountId;
import io.wattline.model.station.StationId;
import io.wattline.model.station.VariableRef;
import reactor.core.publisher.Mono;

/**
 * How many entries a list and a message may have. Source: OCPP 1.6 §9.2 LocalAuthListMaxLength and SendLocalListMaxLength,
 * 2.x LocalAuthListCtrlr Entries (its limit; its value is how many there are), ItemsPerMessage and BytesPerMessage.
 */
record ListLimits(int most, int perMessage) {
    /** Where the station never said. */
    private static final int USUAL_MESSAGE = 250;
    /** What an entry takes in JSON, with tokens as long as they may be; and what is around all of them. */
    private static final int BYTES_EACH = 270;
    private static final int BYTES_AROUND = 170;
    private static final VariableRef ENTRIES = VariableRef.of("LocalAuthListCtrlr", "Entries");

    static Mono<ListLimits> of(DeviceModel model, AccountId account, StationId station) {
        Mono<Integer> most = number(model.value(account, station, "Configuration", "LocalAuthListMaxLength")
                .switchIfEmpty(model.most(account, station, ENTRIES).map(limit -> limit.toBigInteger().toString())), Integer.MAX_VALUE);
        Mono<Integer> items = number(model.value(account, station, "Configuration", "SendLocalListMaxLength")
                .switchIfEmpty(model.value(account, station, "LocalAuthListCtrlr", "ItemsPerMessage")), USUAL_MESSAGE);
        Mono<Integer> bytes = number(model.value(account, station, "LocalAuthListCtrlr", "BytesPerMessage"), Integer.MAX_VALUE);
        return Mono.zip(most, items, bytes)
                .map(told -> new ListLimits(told.getT1(), Math.max(1, Math.min(told.getT2(), (told.getT3() - BYTES_AROUND) / BYTES_EACH))));
    }

    private static Mono<Integer> number(Mono<String> told, int otherwise) {
        return told.map(String::strip).filter(text -> text.matches("[1-9]\\d{0,8}")).map(Integer::valueOf).defaultIfEmpty(otherwise);
    }
}
