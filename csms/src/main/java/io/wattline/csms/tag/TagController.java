package io.wattline.csms.tag;

import io.wattline.csms.web.Needs;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.charging.IdToken;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The tags of an account. */
@RestController
@RequestMapping("/api/v1/tags")
class TagController {
    private final TagRows rows;
    private final Tags tags;
    private final Bodies bodies;

    TagController(TagRows rows, Tags tags, Bodies bodies) {
        this.rows = rows;
        this.tags = tags;
        this.bodies = bodies;
    }

    @Needs(Permission.READ_TAGS)
    @GetMapping
    Mono<Page<TagForm>> list(Caller caller, @Valid PageQuery page) {
        return rows.list(caller.account(), page).collectList().map(found -> Page.of(found, page, tag -> tag.token().key()));
    }

    @Needs(Permission.READ_TAGS)
    @GetMapping("/{idTag}")
    Mono<TagForm> get(Caller caller, @PathVariable IdToken idTag) {
        return rows.find(caller.account(), idTag).switchIfEmpty(unknown(idTag));
    }

    @Needs(Permission.MANAGE_TAGS)
    @PostMapping
    Mono<ResponseEntity<TagForm>> create(Caller caller, @Schema(implementation = TagForm.class) @RequestBody JsonNode body) {
        return rows.create(caller.account(), bodies.over(TagForm.BLANK, body)).doOnSuccess(_ -> tags.changed(caller.account()))
                .map(tag -> ResponseEntity
                        .created(UriComponentsBuilder.fromPath("/api/v1/tags/").pathSegment(tag.token().value()).encode().build().toUri())
                        .body(tag));
    }

    @Needs(Permission.MANAGE_TAGS)
    @PatchMapping("/{idTag}")
    Mono<TagForm> change(Caller caller, @PathVariable IdToken idTag, @Schema(implementation = TagForm.class) @RequestBody JsonNode body) {
        return rows.change(caller.account(), idTag, tag -> sameTag(tag, bodies.over(tag, body)))
                .doOnSuccess(_ -> tags.changed(caller.account()))
                .switchIfEmpty(unknown(idTag));
    }

    @Needs(Permission.MANAGE_TAGS)
    @DeleteMapping("/{idTag}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Caller caller, @PathVariable IdToken idTag) {
        return rows.delete(caller.account(), idTag).doOnSuccess(_ -> tags.changed(caller.account())).filter(Boolean::booleanValue)
                .switchIfEmpty(unknown(idTag)).then();
    }

    private static TagForm sameTag(TagForm before, TagForm after) {
        if (before.token().equals(after.token())) return after;
        throw Problem.badRequest("A tag keeps its id.", new Problem.Field("idTag", "cannot be changed"));
    }

    private static <T> Mono<T> unknown(IdToken tag) {
        return Mono.error(() -> Problem.notFound("unknown_tag", "There is no tag " + tag.value() + "."));
    }
}
