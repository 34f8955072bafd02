package io.wattline.csms.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.wattline.model.account.UserId;
import io.wattline.model.charging.IdToken;
import io.wattline.model.station.StationId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** REST as a document: each address is filed under its first word, takes a bearer token and may answer with a problem. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("springdoc.api-docs.enabled")
class OpenApiConfiguration {
    private static final String PREFIX = "/api/v1/";

    OpenApiConfiguration() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class)
                .addSimpleTypesForParameterObject(StationId.class, IdToken.class, UserId.class)
                .replaceWithSchema(StationId.class, new StringSchema())
                .replaceWithSchema(IdToken.class, new StringSchema()).replaceWithClass(UserId.class, UUID.class)
                .replaceWithSchema(JsonNode.class, new ObjectSchema()).replaceWithSchema(ObjectNode.class, new ObjectSchema());
    }

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info().title("Wattline").version("v1").license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"));
    }

    @Bean
    GlobalOpenApiCustomizer manners() {
        return document -> {
            document.getComponents()
                    .addSecuritySchemes("bearer", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"))
                    .addSchemas("Problem", problem());
            document.getPaths().forEach(OpenApiConfiguration::describe);
        };
    }

    private static void describe(String path, PathItem item) {
        String subject = path.startsWith(PREFIX) ? path.substring(PREFIX.length()).split("/", 2)[0] : "keys";
        boolean isPublic = subject.equals("auth") || subject.equals("keys");
        for (Operation operation : item.readOperations()) {
            operation.setTags(List.of(subject));
            if (isPublic) operation.setSecurity(List.of());
            operation.getResponses()
                    .addApiResponse("default",
                            new ApiResponse().description("A problem (RFC 9457) with a stable code").content(new Content()
                                    .addMediaType("application/problem+json",
                                            new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem")))));
        }
    }

    private static Schema<?> problem() {
        var field = new ObjectSchema();
        field.setProperties(Map.of("field", new StringSchema(), "message", new StringSchema()));
        var problem = new ObjectSchema();
        List.of("type", "title", "detail", "code", "instance").forEach(name -> problem.addProperty(name, new StringSchema()));
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("fields", new ArraySchema().items(field));
        problem.setRequired(List.of("type", "title", "status", "detail", "code", "instance"));
        return problem;
    }
}
