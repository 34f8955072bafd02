package io.wattline.csms.tag;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wattline.csms.web.Bodies;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.charging.IdToken;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
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

/** The tags of an account; without permissions those assigned to the caller. */
@RestController
@RequestMapping("/api/v1/tags")
class TagController {
    private final TagRows rows;
    private final TagChanges changes;
    private final Tags tags;
    private final Bodies bodies;
    private final Clock clock;

    TagController(TagRows rows, TagChanges changes, Tags tags, Bodies bodies, Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.tags = tags;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Needs(value = {Permission.READ_TAGS, Permission.MANAGE_TAGS}, orOwn = true)
    @GetMapping
    Mono<Page<TagView>> list(Caller caller, @Valid PageQuery page) {
        return rows.list(caller.account(), seesAll(caller) ? null : caller.user(), page).collectList()
                .map(found -> Page.of(found.stream().map(tag -> view(caller, tag)).toList(), page, tag -> new IdToken(tag.idTag()).key()));
    }

    @Needs(value = {Permission.READ_TAGS, Permission.MANAGE_TAGS}, orOwn = true)
    @GetMapping("/{idTag}")
    Mono<TagView> get(Caller caller, @PathVariable IdToken idTag) {
        return rows.find(caller.account(), idTag).filter(tag -> isThereFor(caller, tag)).map(tag -> view(caller, tag))
                .switchIfEmpty(unknown(idTag));
    }

    @Needs(Permission.MANAGE_TAGS)
    @PostMapping
    Mono<ResponseEntity<TagView>> create(Caller caller, @Schema(implementation = TagForm.class) @RequestBody JsonNode body) {
        return changes.create(caller.account(), bodies.over(TagForm.BLANK, body)).doOnSuccess(_ -> tags.changed(caller.account()))
                .map(tag -> ResponseEntity.created(address(tag)).body(view(caller, tag)));
    }

    @Needs(Permission.MANAGE_TAGS)
    @PatchMapping("/{idTag}")
    Mono<TagView> change(Caller caller, @PathVariable IdToken idTag, @Schema(implementation = TagForm.class) @RequestBody JsonNode body) {
        return changes.change(caller.account(), idTag, tag -> sameTag(tag, bodies.over(tag, body)))
                .doOnSuccess(_ -> tags.changed(caller.account())).map(changed -> view(caller, changed.after()))
                .switchIfEmpty(unknown(idTag));
    }

    /** Blocks the tag at once; whom it is assigned to may do so too. */
    @Needs(value = Permission.MANAGE_TAGS, orOwn = true)
    @PostMapping("/{idTag}/lost")
    Mono<TagView> lost(Caller caller, @PathVariable IdToken idTag) {
        return rows.find(caller.account(), idTag)
                .filter(tag -> caller.may(Permission.MANAGE_TAGS) || isHis(caller, tag))
                .flatMap(_ -> changes.change(caller.account(), idTag, TagForm::lost))
                .doOnSuccess(_ -> tags.changed(caller.account())).map(changed -> view(caller, changed.after()))
                .switchIfEmpty(unknown(idTag));
    }

    @Needs(Permission.MANAGE_TAGS)
    @DeleteMapping("/{idTag}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Caller caller, @PathVariable IdToken idTag) {
        return changes.delete(caller.account(), idTag).doOnSuccess(_ -> tags.changed(caller.account())).switchIfEmpty(unknown(idTag))
                .then();
    }

    private TagView view(Caller caller, StoredTag tag) {
        TagView view = TagView.of(tag, clock.instant());
        return seesAll(caller) ? view : view.forDriver(caller.user().value());
    }

    private static boolean isThereFor(Caller caller, StoredTag tag) { return seesAll(caller) || isHis(caller, tag); }

    private static boolean seesAll(Caller caller) { return caller.may(Permission.READ_TAGS) || caller.may(Permission.MANAGE_TAGS); }

    private static boolean isHis(Caller caller, StoredTag tag) { return tag.form().userIds().contains(caller.user().value()); }

    private static TagForm sameTag(TagForm before, TagForm after) {
        if (before.token().equals(after.token())) return after;
        throw Problem.badRequest("A tag keeps its id.", new Problem.Field("idTag", "cannot be changed"));
    }

    private static URI address(StoredTag tag) {
        return UriComponentsBuilder.fromPath("/api/v1/tags/").pathSegment(tag.form().idTag()).encode().build().toUri();
    }

    private static <T> Mono<T> unknown(IdToken tag) {
        return Mono.error(() -> Problem.notFound("unknown_tag", "There is no tag " + tag.value() + "."));
    }
}
