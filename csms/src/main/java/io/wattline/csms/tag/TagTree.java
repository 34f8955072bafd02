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

    /** What stations with OCPP 1.6 know of a token. Source: OCPP 1.6 §7.28 IdToken, CiString20Type. */
    private static final int KNOWN_TO_16 = 20;

    private final Map<String, Node> nodes;
    private final Set<String> parents;
    /** Longer tags by what 1.6 knows of them; where several begin alike, nobody can tell which one is meant. */
    private final Map<String, List<Node>> cut;
    private final boolean exact;

    /** {@code exact}: a token whose letters are of another case is another token. */
    TagTree(List<Node> tags, boolean exact) {
        this.exact = exact;
        cut = tags.stream().filter(tag -> tag.key().length() > KNOWN_TO_16)
                .collect(Collectors.groupingBy(tag -> tag.key().substring(0, KNOWN_TO_16)));
        nodes = tags.stream().collect(Collectors.toMap(Node::key, Function.identity()));
        parents = tags.stream().map(Node::parentKey).filter(key -> key != null).collect(Collectors.toSet());
    }

    /**
     * Blocked when the tag or one above it is, else expired when one of them is; expires when the first of them does. All of one tree
     * are one group, named by its root, whose tokens may stop each other's transactions. Source: OCPP 1.6 §7.27 parentIdTag.
     */
    TokenAnswer decide(IdToken token, Instant now) {
        Node node = nodes.get(token.key());
        if (node == null || exact && !node.token().equals(token)) return UNKNOWN;
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

    /** The tag that a token means of which 1.6 may have cut the end off; the token itself when it is one, or when that is not certain. */
    IdToken whole(IdToken token) {
        if (token.value().length() != KNOWN_TO_16 || nodes.containsKey(token.key())) return token;
        List<Node> possible = cut.getOrDefault(token.key(), List.of());
        if (possible.size() != 1) return token;
        IdToken only = possible.getFirst().token();
        return exact && !only.value().startsWith(token.value()) ? token : only;
    }

    /** What holds for each of them. */
    Map<IdToken, TokenAnswer> all(Instant now) {
        return nodes.values().stream().collect(Collectors.toMap(Node::token, node -> decide(node.token(), now)));
    }
}
