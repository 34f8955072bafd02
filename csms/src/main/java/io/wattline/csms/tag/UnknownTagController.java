package io.wattline.csms.tag;

import io.wattline.csms.tag.UnknownTagRows.UnknownTag;
import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Needs;
import io.wattline.csms.web.Page;
import io.wattline.csms.web.PageQuery;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.charging.IdToken;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tokens that stations asked about and nobody knows: a tag of the same id takes one off this list. */
@RestController
@RequestMapping("/api/v1/unknown-tags")
class UnknownTagController {
    private final UnknownTagRows rows;

    UnknownTagController(UnknownTagRows rows) { this.rows = rows; }

    @Needs(Permission.READ_TAGS)
    @GetMapping
    Mono<Page<UnknownTag>> list(Caller caller, @Valid PageQuery page) {
        return rows.list(caller.account(), page).collectList()
                .map(found -> Page.of(found, page, tag -> new IdToken(tag.idTag()).key()));
    }

    /** Until a station asks again. */
    @Needs(Permission.MANAGE_TAGS)
    @DeleteMapping("/{idTag}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> forget(Caller caller, @PathVariable IdToken idTag) {
        return rows.forget(caller.account(), idTag).filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("unknown_tag", "Nobody saw " + idTag.value() + "."))).then();
    }
}
