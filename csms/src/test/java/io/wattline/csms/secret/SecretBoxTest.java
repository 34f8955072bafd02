package io.wattline.csms.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattline.csms.database.DatabaseProperties;
import io.wattline.csms.web.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class SecretBoxTest {
    private static final byte[] SECRET = "a private key".getBytes(StandardCharsets.UTF_8);
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    @Test
    void whatIsSealedOpensWithTheSameKeyInTheSameContext() {
        byte[] sealed = box(KEY, "given.host", "production").seal(SECRET, "demo/ca");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("private");
        assertThat(box(KEY, "given.host", "production").open(sealed, "demo/ca")).isEqualTo(SECRET);
        assertThatThrownBy(() -> box(KEY, null, "demo").open(sealed, "nordic/ca")).hasMessageContaining("cannot be opened");
        sealed[20] ^= 1;
        assertThatThrownBy(() -> box(KEY, null, "demo").open(sealed, "demo/ca")).hasMessageContaining("cannot be opened");
    }

    @Test
    void nothingIsSealedTwiceAlike() {
        SecretBox box = box(KEY, null, "demo");

        assertThat(box.seal(SECRET, "x")).isNotEqualTo(box.seal(SECRET, "x"));
    }

    @Test
    void theDemoKeepsAKeyBesideItsData() throws IOException {
        byte[] sealed = box(null, null, "demo").seal(SECRET, "x");

        assertThat(box(null, null, "demo").open(sealed, "x")).isEqualTo(SECRET);
        assertThat(Files.getPosixFilePermissions(folder.resolve("master.key"))).hasSize(2);
    }

    @Test
    void productionSealsNothingWithoutAKeyOfItsOwn() {
        assertThat(box(null, null, "production").hasKey()).isFalse();
        assertThatThrownBy(() -> box(null, null, "production").seal(SECRET, "x")).isInstanceOf(Problem.class)
                .hasMessageContaining("wattline.secrets.master-key");
        assertThat(box(" ", "given.host", "demo").hasKey()).isFalse();
    }

    @Test
    void aKeyOfAnotherLengthStopsTheStart() {
        assertThatThrownBy(() -> box("c2hvcnQ=", null, "demo")).hasMessageContaining("32 bytes in Base64");
        assertThatThrownBy(() -> box("not base64!", null, "demo")).hasMessageContaining("32 bytes in Base64");
    }

    private SecretBox box(@Nullable String key, @Nullable String host, String profile) {
        var database = new DatabaseProperties(host, 5432, "wattline", folder.resolve("postgres").toString(), "", "", "", 1, 1,
                Duration.ZERO);
        var environment = new MockEnvironment();
        environment.setActiveProfiles(profile);
        return new SecretBox(new SecretProperties(key), database, environment);
    }
}
