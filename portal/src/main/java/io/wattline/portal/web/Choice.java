package io.wattline.portal.web;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Something that can be ticked in a form. */
public record Choice(String value, String label, boolean chosen) {
    /** What is chosen and not among the things stays chosen, by its bare value: the list of things may have been cut. */
    public static <T> List<Choice> of(List<T> things, Function<T, String> value, Function<T, String> label, Collection<String> chosen) {
        List<String> offered = things.stream().map(value).toList();
        return Stream
                .concat(things.stream().map(each -> new Choice(value.apply(each), label.apply(each), chosen.contains(value.apply(each)))),
                        chosen.stream().filter(each -> !offered.contains(each)).map(each -> new Choice(each, each, true)))
                .toList();
    }
}
