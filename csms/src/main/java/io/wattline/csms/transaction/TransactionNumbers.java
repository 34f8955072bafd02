package io.wattline.csms.transaction;

import io.wattline.csms.database.AllAccountsDatabase;
import io.wattline.model.charging.TransactionRef;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Numbers for OCPP 1.x transactions: positive, below 2³¹, taken from the database in blocks of 100. Numbers left over at the end are lost, which nobody misses. */
@Component
public class TransactionNumbers {
    private static final int BLOCK = 100;

    private final TransactionRows rows;
    private final AllAccountsDatabase database;
    private final ConcurrentLinkedQueue<Integer> free = new ConcurrentLinkedQueue<>();

    TransactionNumbers(TransactionRows rows, AllAccountsDatabase database) {
        this.rows = rows;
        this.database = database;
    }

    public Mono<TransactionRef> next() {
        Integer number = free.poll();
        if (number != null) return Mono.just(new TransactionRef(number.toString()));
        return rows.nextBlock(database.client()).map(start -> {
            IntStream.range(start + 1, start + BLOCK).forEach(free::add);
            return new TransactionRef(start.toString());
        });
    }
}
