package io.wattline.csms.database;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;

/** What waits to be stored, one of each key: as many keys as given and no more. */
public final class Gathered<K, V> {
    private final int most;
    private final Function<V, K> keyOf;
    private final BinaryOperator<V> and;
    private final Map<K, V> waiting = new HashMap<>();

    /** {@code and}: of an earlier and a later one of the same key. */
    public Gathered(int most, Function<V, K> keyOf, BinaryOperator<V> and) {
        this.most = most;
        this.keyOf = keyOf;
        this.and = and;
    }

    /** False when there is no room for another key. */
    public synchronized boolean add(V one) {
        K key = keyOf.apply(one);
        if (waiting.size() >= most && !waiting.containsKey(key)) return false;
        waiting.merge(key, one, and);
        return true;
    }

    public synchronized List<V> take() {
        var taken = List.copyOf(waiting.values());
        waiting.clear();
        return taken;
    }

    public synchronized void forget(Predicate<K> keys) { waiting.keySet().removeIf(keys); }

    public synchronized boolean isEmpty() { return waiting.isEmpty(); }
}
