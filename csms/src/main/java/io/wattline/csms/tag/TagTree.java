package io.wattline.csms.tag;

import io.wattline.csms.ocpp.CentralSystem.TokenAnswer;
import io.wattline.model.charging.IdToken;
import io.wattline.model.charging.TagStatus;
import io.wattline.model.station.StationId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tags of an account: what holds for one holds for all below it. */
final class TagTree {
    /**
     * {@code key} and {@code parentKey} are {@link IdToken#key()}; {@code most} transactions may run at once with it, {@code mostOfPool} with
     * it and all below it; {@code onlyAt} are the stations where it may charge, null for all.
     */
    record Node(String key, IdToken token, @Nullable String parentKey, @Nullable Instant expiresAt, boolean blocked,
            @Nullable Integer most, @Nullable Integer mostOfPool, @Nullable Set<StationId> onlyAt) {}

    private static final TokenAnswer UNKNOWN = new TokenAnswer(TagStatus.INVALID, null, null);

    /** What stations with OCPP 1.6 know of a token. Source: OCPP 1.6 §7.28 IdToken, CiString20Type. */
    private static final int KNOWN_TO_16 = 20;

    private final Map<String, Node> nodes;
    private final Map<String, List<Node>> children;
    /** Longer tags by what 1.6 knows of them; where several begin alike, nobody can tell which one is meant. */
    private final Map<String, List<Node>> cut;
    private final boolean exact;

    /** {@code exact}: a token whose letters are of another case is another token. */
    TagTree(List<Node> tags, boolean exact) {
        this.exact = exact;
        cut = tags.stream().filter(tag -> tag.key().length() > KNOWN_TO_16)
                .collect(Collectors.groupingBy(tag -> tag.key().substring(0, KNOWN_TO_16)));
        nodes = tags.stream().collect(Collectors.toMap(Node::key, Function.identity()));
        children = tags.stream().filter(tag -> tag.parentKey() != null).collect(Collectors.groupingBy(Node::parentKey));
    }

    /**
     * Blocked when the tag or one above it is, else expired when one of them is, else not for a station where one of them may not charge;
     * expires when the first of them does. All of one tree are one group, named by its root, whose tokens may stop each other's
     * transactions: the protocol knows one level only, and of the tags of a tree only the root is the same for all of them.
     * Source: OCPP 1.6 §7.27 parentIdTag, 2.0.1 part 2 C09 groupIdToken.
     *
     * @param station where it is to charge; null when that is open
     */
    TokenAnswer decide(IdToken token, @Nullable StationId station, Instant now) {
        Node node = find(token);
        if (node == null) return UNKNOWN;
        SequencedMap<String, Node> line = lineOf(node);
        Instant expiresAt = line.values().stream().map(Node::expiresAt).filter(each -> each != null).min(Instant::compareTo).orElse(null);
        Node root = line.lastEntry().getValue();
        boolean alone = root.equals(node) && !children.containsKey(node.key());
        return new TokenAnswer(status(line, expiresAt, station, now), expiresAt, alone ? null : TokenTypes.told(root.token()));
    }

    private static TagStatus status(SequencedMap<String, Node> line, @Nullable Instant expiresAt, @Nullable StationId station,
            Instant now) {
        if (line.values().stream().anyMatch(Node::blocked)) return TagStatus.BLOCKED;
        if (expiresAt != null && !expiresAt.isAfter(now)) return TagStatus.EXPIRED;
        boolean allowed = station == null
                || line.values().stream().allMatch(each -> each.onlyAt() == null || each.onlyAt().contains(station));
        return allowed ? TagStatus.ACCEPTED : TagStatus.NOT_AT_THIS_LOCATION;
    }

    /** How many transactions may run at once with which tags, as far as the token has a part in it. {@code usual} is for tags that say nothing, null for any number. */
    List<TagLimit> limits(IdToken token, @Nullable Integer usual) {
        Node node = find(token);
        if (node == null) return List.of();
        var limits = new ArrayList<TagLimit>();
        Integer own = node.most() == null ? usual : node.most();
        if (own != null) limits.add(new TagLimit(Set.of(node.key()), own));
        for (Node each : lineOf(node).values()) if (each.mostOfPool() != null) limits.add(new TagLimit(below(each), each.mostOfPool()));
        return limits;
    }

    /** The tag that a token means of which 1.6 may have cut the end off; the token itself when it is one, or when that is not certain. */
    IdToken whole(IdToken token) {
        if (token.value().length() != KNOWN_TO_16 || nodes.containsKey(token.key())) return token;
        List<Node> possible = cut.getOrDefault(token.key(), List.of());
        if (possible.size() != 1) return token;
        IdToken only = possible.getFirst().token();
        return exact && !only.value().startsWith(token.value()) ? token : only;
    }

    /** The same token with the type of its tag, where that has one and the token none. */
    IdToken typed(IdToken token) {
        Node node = token.type() == null ? find(token) : null;
        return node == null ? token : new IdToken(token.value(), TokenTypes.told(node.token()).type());
    }

    /** What holds for each of them at a station. */
    Map<IdToken, TokenAnswer> all(StationId station, Instant now) {
        return nodes.values().stream()
                .collect(Collectors.toMap(node -> TokenTypes.told(node.token()), node -> decide(node.token(), station, now)));
    }

    private @Nullable Node find(IdToken token) {
        Node node = nodes.get(token.key());
        if (node == null || exact && !node.token().equals(token)) return null;
        return TokenTypes.fits(node.token().type(), token) ? node : null;
    }

    /** From the tag up to its root. */
    private SequencedMap<String, Node> lineOf(Node node) {
        var line = new LinkedHashMap<String, Node>();
        for (Node each = node; each != null && line.putIfAbsent(each.key(), each) == null;)
            each = each.parentKey() == null ? null : nodes.get(each.parentKey());
        return line;
    }

    /** The keys of the tag and of all below it. */
    private Set<String> below(Node top) {
        var keys = new HashSet<String>();
        var next = new ArrayDeque<>(List.of(top));
        while (!next.isEmpty()) {
            Node each = next.remove();
            if (keys.add(each.key())) next.addAll(children.getOrDefault(each.key(), List.of()));
        }
        return keys;
    }
}
