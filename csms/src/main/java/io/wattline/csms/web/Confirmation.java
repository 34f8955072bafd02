package io.wattline.csms.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What somebody typed, in the header {@code Confirm}, to show that he means it; who sends the header, even empty, is held to it. */
public final class Confirmation {
    public static final String HEADER = "Confirm";

    private Confirmation() {}

    /**
     * Fails with {@code confirmation_required} when it is asked for and something else was typed.
     *
     * @param why    it is asked for, as a sentence
     * @param wanted what to type: the id of the station, or how many there are
     * @param typed  null when the header is not there
     * @param always whether also those are held to it who do not send the header
     */
    public static void require(String why, String wanted, @Nullable String typed, boolean always) {
        if (typed == null ? !always : typed.strip().equals(wanted)) return;
        throw new Problem(HttpStatus.PRECONDITION_REQUIRED, "confirmation_required",
                why + " To go on, type " + wanted + " (header " + HEADER + ").").with("confirm", wanted);
    }
}
