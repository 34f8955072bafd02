package io.wattline.portal.tags;

import io.wattline.model.account.Permission;
import io.wattline.portal.csms.CsmsClient;
import io.wattline.portal.csms.CsmsProblem;
import io.wattline.portal.csms.Tag;
import io.wattline.portal.web.Pages;
import io.wattline.portal.web.Section;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tags as a table for spreadsheets. */
@Controller
class TagFilesController {
    private final CsmsClient csms;
    private final Pages pages;

    TagFilesController(CsmsClient csms, Pages pages) {
        this.csms = csms;
        this.pages = pages;
    }

    /** {@code table} is what was pasted; it is there again to be corrected. */
    record ImportView(Tag.Report report, String table, boolean mayImport) {}

    record ImportForm(@Nullable String table, @Nullable String really) {
        String text() { return table == null ? "" : table; }
    }

    @GetMapping("/tags.csv")
    Mono<ResponseEntity<String>> export() {
        return csms.exportTags().map(table -> ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tags.csv\"").body(table));
    }

    /** Shows what would become of each line first; who has seen that imports really. */
    @PostMapping("/tags.csv")
    Mono<Rendering> read(@ModelAttribute ImportForm form, ServerWebExchange exchange) {
        return pages.show(exchange, Section.TAGS, "tags/import",
                me -> (form.really() == null
                        ? dryRun(form)
                        : csms.importTags(false, form.text()).onErrorResume(
                                error -> error instanceof CsmsProblem problem && problem.code().equals("import_refused"),
                                _ -> dryRun(form)))
                        .map(report -> new ImportView(report, form.text(),
                                me.may(Permission.MANAGE_TAGS) && report.dryRun() && report.refused() == 0 && !report.lines().isEmpty())));
    }

    private Mono<Tag.Report> dryRun(ImportForm form) { return csms.importTags(true, form.text()); }
}
