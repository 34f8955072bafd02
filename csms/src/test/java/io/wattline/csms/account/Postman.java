package io.wattline.csms.account;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what he was to bring. */
@Component
class Postman implements LinkSender {
    private final List<PasswordLink> sent = new CopyOnWriteArrayList<>();

    @Override
    public Mono<Void> send(PasswordLink link) { return Mono.fromRunnable(() -> sent.add(link)); }

    List<PasswordLink> sent() { return sent; }
}
