package io.wattline.csms.tag;

import io.wattline.model.account.AccountId;

/** Hears that tags of an account changed; must return at once. */
public interface TagListener {
    void onTagsChanged(AccountId account);
}
