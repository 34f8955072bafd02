package io.wattline.csms.ocpp.rpc;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The last answers of one connection, so that a CALL repeated after a lost answer gets the same one.
 * The whole text must be the same, for stations count their ids from 1 again; and not for long, for some never count at all.
 */
final class RecentAnswers {
    private static final int MOST = 3;

    private final long keptMillis;
    private final Deque<Answered> answers = new ArrayDeque<>(MOST);

    RecentAnswers(long keptMillis) { this.keptMillis = keptMillis; }

    private record Answered(String id, int length, int hash, String answer, long at) {}

    synchronized @Nullable String find(String id, String text, long now) {
        for (Answered answered : answers)
            if (answered.hash == text.hashCode() && answered.length == text.length() && answered.id.equals(id)
                    && now - answered.at <= keptMillis)
                return answered.answer;
        return null;
    }

    synchronized void keep(String id, String text, String answer, long now) {
        if (answers.size() == MOST) answers.removeLast();
        answers.addFirst(new Answered(id, text.length(), text.hashCode(), answer, now));
    }
}
