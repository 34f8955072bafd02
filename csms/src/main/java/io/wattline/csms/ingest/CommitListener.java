package io.wattline.csms.ingest;

import java.util.List;

/** Hears of facts once they are stored, in the order of their commit; must return at once and is not asked twice. */
public interface CommitListener {
    void onCommit(List<Report> reports);
}
