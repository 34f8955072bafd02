package io.wattline.csms.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came back, whatever its status. */
@SuppressWarnings("ArrayRecordComponent")
public record OutboundReply(int status, Optional<String> location, @Nullable String contentType, byte[] body) {
    public boolean isSuccess() { return status >= 200 && status < 300; }

    public String text() { return new String(body, StandardCharsets.UTF_8); }

    boolean isRedirect() {
        return (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) && location.isPresent();
    }
}
