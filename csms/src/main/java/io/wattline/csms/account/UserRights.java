package io.wattline.csms.account;

import io.wattline.csms.web.Caller;
import io.wattline.csms.web.Problem;
import io.wattline.model.account.Permission;
import io.wattline.model.account.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What user managers may do to whom: nobody grants more than he has, nor touches somebody who has more. */
@Component
class UserRights {
    private final UserRows users;

    UserRights(UserRows users) { this.users = users; }

    /** The user, if the caller has all that the user has; fails with {@code forbidden} or {@code unknown_user}. */
    Mono<UserView> over(Caller caller, UserId id) {
        return users.find(caller.account(), id).switchIfEmpty(unknown(id)).doOnNext(user -> requireAll(caller, user.form().granted()));
    }

    /** Whether the caller may make a user like this of one who had these stations and tags. */
    Mono<Void> mayGrant(Caller caller, UserForm before, UserForm form) {
        requireAll(caller, form.granted());
        List<String> stations = added(before.stationIds(), form.stationIds());
        List<String> tags = added(before.idTags(), form.idTags());
        boolean all = (stations.isEmpty() || caller.may(Permission.READ_CHARGING_STATIONS))
                && (tags.isEmpty() || caller.may(Permission.READ_TAGS));
        return all ? Mono.empty() : users.find(caller.account(), caller.user()).doOnNext(own -> {
            if (!caller.may(Permission.READ_CHARGING_STATIONS)) requireOwn(own.stationIds(), stations, Permission.READ_CHARGING_STATIONS);
            if (!caller.may(Permission.READ_TAGS)) requireOwn(own.idTags(), tags, Permission.READ_TAGS);
        }).then();
    }

    static void requireAll(Caller caller, Set<Permission> permissions) { permissions.forEach(caller::require); }

    static <T> Mono<T> unknown(UserId id) { return Mono.error(() -> Problem.notFound("unknown_user", "There is no user " + id + ".")); }

    private static void requireOwn(Collection<String> own, Collection<String> wanted, Permission instead) {
        if (!new HashSet<>(own).containsAll(wanted))
            throw Problem.forbidden("What is not yours needs the permission " + instead.wireName() + " to be given to others.");
    }

    private static List<String> added(List<String> before, List<String> after) {
        return after.stream().filter(each -> !before.contains(each)).toList();
    }
}
