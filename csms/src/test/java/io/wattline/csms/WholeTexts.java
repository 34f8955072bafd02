package io.wattline.csms;

import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Hears the texts of a WebSocket, each as a whole however many frames it came in. */
public abstract class WholeTexts implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    protected abstract void receive(String text);

    @Override
    public final @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            receive(text);
        }
        webSocket.request(1);
        return null;
    }
}
