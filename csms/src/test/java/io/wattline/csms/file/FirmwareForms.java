package io.wattline.csms.file;

import io.wattline.csms.Rest;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Firmware as an owner uploads it. */
final class FirmwareForms {
    private FirmwareForms() {}

    /** {@code fields} as JSON members in single quotes; the answer is what REST made of it. */
    static JsonNode upload(Rest owner, String fields, String content) {
        var form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                MediaType.APPLICATION_OCTET_STREAM)
                .filename("fw.bin");
        new JsonMapper().readTree("{" + fields.replace('\'', '"') + "}").properties()
                .forEach(field -> form.part(field.getKey(), field.getValue().asString()));
        return Rest.json(owner.form("/api/v1/firmware", form.build()), 201);
    }
}
