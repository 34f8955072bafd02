package io.wattline.csms.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** One question to the database at a time, for all who came while the previous one was answered: a storm costs few of them. */
public final class Together<Q, A> {
    private record Waiting<Q, A>(Q question, MonoSink<A> answer) {}

    private static final int MOST = 1_000;

    private final Function<List<Q>, Mono<Map<Q, A>>> ask;
    private final ConcurrentLinkedQueue<Waiting<Q, A>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    /** {@code ask} gets each question once; who finds no answer in the map gets none. */
    public Together(Function<List<Q>, Mono<Map<Q, A>>> ask) {
        this.ask = ask;
    }

    public Mono<A> ask(Q question) {
        return Mono.create(answer -> {
            queue.add(new Waiting<>(question, answer));
            drain();
        });
    }

    private void drain() {
        if (queue.isEmpty() || !asking.compareAndSet(false, true)) return;
        List<Waiting<Q, A>> waiting = next();
        Mono.defer(() -> ask.apply(waiting.stream().map(Waiting::question).distinct().toList())).doFinally(_ -> {
            asking.set(false);
            drain();
        }).subscribe(answers -> waiting.forEach(each -> each.answer().success(answers.get(each.question()))),
                failure -> waiting.forEach(each -> each.answer().error(failure)));
    }

    private List<Waiting<Q, A>> next() {
        var waiting = new ArrayList<Waiting<Q, A>>();
        while (waiting.size() < MOST) {
            Waiting<Q, A> each = queue.poll();
            if (each == null) break;
            waiting.add(each);
        }
        return waiting;
    }
}
