package io.wattline.csms.outbox;

import io.wattline.model.event.AccountEvent;

import java.util.List;

/** Hears of facts once they are stored, in the order of their commit; must return at once and is not asked twice. */
public interface CommitListener {
    void onCommit(List<AccountEvent> facts);
}
