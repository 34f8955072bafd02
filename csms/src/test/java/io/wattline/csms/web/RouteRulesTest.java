package io.wattline.csms.web;

import static io.wattline.csms.Rest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattline.csms.CsmsTest;
import io.wattline.csms.Rest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Every route of REST, as the handler mapping has them: a new one takes part by existing. */
@CsmsTest
class RouteRulesTest {
    private record Route(HttpMethod method, String path, String consumes, String produces, RouteRule rule) {
        int status(Rest rest) {
            boolean bare = !consumes.isEmpty() || List.of(HttpMethod.GET, HttpMethod.DELETE).contains(method);
            Rest caller = consumes.isEmpty() ? rest : rest.with("Content-Type", consumes + ";boundary=b");
            if (!produces.isEmpty()) caller = caller.with("Accept", produces);
            var answer = caller.call(method, bare ? null : "{}", path).returnResult(byte[].class);
            return answer.getStatus().value();
        }

        @Override
        public String toString() { return method + " " + path; }
    }

    @LocalServerPort
    private int port;
    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void everyRouteSaysWhatItNeeds() { assertThat(routes(RouteRule.Undeclared.class::isInstance)).isEmpty(); }

    @Test
    void theRoutesWithoutPermissionAreTheseAndNoOthers() {
        assertThat(routes(RouteRule.Anybody.class::isInstance)).extracting(Route::path).map(RouteRulesTest::subject)
                .containsOnly("/api/v1/auth", "/oauth2/jwks", "/files/-");
        assertThat(routes(RouteRule.AnyUser.class::isInstance)).extracting(Route::path).map(RouteRulesTest::subject)
                .containsOnly("/api/v1/me", "/api/v1/ocpp");
    }

    @Test
    void nobodyPassesWithoutSigningIn() {
        List<Route> shut = routes(rule -> !(rule instanceof RouteRule.Anybody));

        assertThat(shut).hasSizeGreaterThan(60);
        assertThat(shut).allSatisfy(route -> assertThat(route.status(Rest.anonymous(port))).isEqualTo(401));
    }

    @Test
    void aUserWithoutPermissionsPassesOnlyWhereHeHasSomethingOfHisOwn() {
        var owner = Rest.as(Rest.OWNER, port);
        json(owner.post("/api/v1/users", "{'email':'nobody@rules.example','name':'Nobody','password':'nothing-to-see'}"), 201);
        Rest nobody = Rest.anonymous(port).signedIn("nobody@rules.example", "nothing-to-see");
        List<Route> shut = routes(rule -> rule instanceof RouteRule.OneOf needed && !needed.orOwn());

        assertThat(shut).hasSizeGreaterThan(30);
        assertThat(shut).allSatisfy(route -> assertThat(route.status(nobody)).isEqualTo(403));
        assertThat(nobody.get("/api/v1/stations").expectStatus().isOk()).isNotNull();
    }

    private List<Route> routes(Predicate<RouteRule> wanted) {
        var routes = new ArrayList<Route>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((info, method) -> {
            RouteRule rule = RouteRule.of(method);
            if (!method.getBeanType().getName().startsWith("io.wattline.") || !wanted.test(rule)) return;
            for (var pattern : info.getPatternsCondition().getPatterns())
                for (RequestMethod verb : info.getMethodsCondition().getMethods())
                    routes.add(new Route(verb.asHttpMethod(), pattern.getPatternString().replaceAll("\\{[^/]*}", "-"),
                            first(info.getConsumesCondition().getConsumableMediaTypes()),
                            first(info.getProducesCondition().getProducibleMediaTypes()), rule));
        });
        return routes;
    }

    private static String first(Set<MediaType> types) { return types.isEmpty() ? "" : types.iterator().next().toString(); }

    private static String subject(String path) {
        String[] words = path.split("/");
        return String.join("/", List.of(words).subList(0, Math.min(words.length, path.startsWith("/api") ? 4 : 3)));
    }
}
