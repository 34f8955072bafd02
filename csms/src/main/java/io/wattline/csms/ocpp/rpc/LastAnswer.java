package io.wattline.csms.ocpp.rpc;

import org.jspecify.annotations.Nullable;

/**
 * The last answer of a connection, so that a CALL repeated because its answer was lost gets the same one.
 * Only the last, only for the same text and only for a while: some stations give every CALL the same id, and what they say again later is news.
 */
final class LastAnswer {
    private final long keptMillis;
    private volatile @Nullable Answered last;

    LastAnswer(long keptMillis) { this.keptMillis = keptMillis; }

    private record Answered(String id, int length, int hash, String answer, long at) {}

    @Nullable
    String find(String id, String text, long now) {
        var answered = last;
        boolean same = answered != null && answered.hash == text.hashCode() && answered.length == text.length() && answered.id.equals(id)
                && now - answered.at <= keptMillis;
        return same ? answered.answer : null;
    }

    void keep(String id, String text, String answer, long now) { last = new Answered(id, text.length(), text.hashCode(), answer, now); }

    /** A later CALL was answered, one that is never repeated. */
    void forget() { last = null; }
}
