package io.wattline.csms.tag;

import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TagStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tags of an account: what holds for one holds for all below it. */
final class TagTree {
    /** {@code key} and {@code parentKey} are {@link IdToken#key()}. */
    record Node(String key, IdToken token, @Nullable String parentKey, @Nullable Instant expiresAt, boolean blocked) {}

    private static final TokenAnswer UNKNOWN = new TokenAnswer(TagStatus.INVALID, null, null);

    private final Map<String, Node> nodes;
    private final Set<String> parents;

    TagTree(List<Node> tags) {
        nodes = tags.stream().collect(Collectors.toMap(Node::key, Function.identity()));
        parents = tags.stream().map(Node::parentKey).filter(key -> key != null).collect(Collectors.toSet());
    }

    /**
     * Blocked when the tag or one above it is, else expired when one of them is; expires when the first of them does. All of one tree
     * are one group, named by its root, whose tokens may stop each other's transactions. Source: OCPP 1.6 §7.27 parentIdTag.
     */
    TokenAnswer decide(IdToken token, Instant now) {
        Node node = nodes.get(token.key());
        if (node == null) return UNKNOWN;
        boolean blocked = false;
        Instant expiresAt = null;
        Node root = node;
        Set<String> seen = new HashSet<>();
        for (Node each = node; each != null && seen.add(each.key()); each = each.parentKey() == null ? null : nodes.get(each.parentKey())) {
            blocked |= each.blocked();
            if (each.expiresAt() != null && (expiresAt == null || each.expiresAt().isBefore(expiresAt))) expiresAt = each.expiresAt();
            root = each;
        }
        boolean expired = expiresAt != null && !expiresAt.isAfter(now);
        TagStatus status = blocked ? TagStatus.BLOCKED : expired ? TagStatus.EXPIRED : TagStatus.ACCEPTED;
        return new TokenAnswer(status, expiresAt, !root.equals(node) || parents.contains(node.key()) ? root.token() : null);
    }

    /** What holds for each of them. */
    Map<IdToken, TokenAnswer> all(Instant now) {
        return nodes.values().stream().collect(Collectors.toMap(Node::token, node -> decide(node.token(), now)));
    }
}
